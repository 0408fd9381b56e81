"""Innstillingene."""
