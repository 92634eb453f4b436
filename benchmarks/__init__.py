"""How fast the toolkit is: models of any size made up the same way each time, and what is measured on them."""
