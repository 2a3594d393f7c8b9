"""What a letter is checked for while it is written: one small module for each thing that is looked at."""
