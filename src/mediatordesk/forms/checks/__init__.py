"""What a pack says about a case: findings, periods, premiums, tiers, courts, ways out."""
