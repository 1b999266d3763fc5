"""What every other package stands on: findings, texts in two languages, exact numbers, reading and writing safely."""
