"""What an employer looks up and prints (查询打印)."""
