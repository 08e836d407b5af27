# What the shop's customers and its database need; terraform.tfstate beside it is what was applied.

resource "aws_s3_bucket" "exports" {
  bucket = "acme-customer-exports"

  tags = {
    owner      = "shop"
    data-class = "customer"
  }
}

resource "aws_s3_bucket_versioning" "exports" {
  bucket = aws_s3_bucket.exports.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_security_group" "database" {
  name        = "shop-db"
  description = "PostgreSQL of the shop"

  ingress {
    description = "office"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/24"]
  }
}

resource "aws_security_group" "workers" {
  name        = "shop-workers"
  description = "Workers of the shop"
}

resource "aws_db_instance" "shop" {
  identifier             = "shop-db"
  engine                 = "postgres"
  instance_class         = "db.t4g.medium"
  allocated_storage      = 100
  publicly_accessible    = false
  vpc_security_group_ids = [aws_security_group.database.id]
}

resource "aws_iam_role" "customer_export" {
  name = "customer-export"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}
