"""What people read: each student's feedback, the class report, tables of grades."""
