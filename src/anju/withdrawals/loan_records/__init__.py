"""Loans on record and what was repaid of them: asked by one officer, agreed by another."""
