-- What is written of referrals is bound as the rest is (0410).
do $$
begin
  perform bind_rows('case_referral', 'key');
  perform bind_rows('case_referral_step', 'key,no');
end $$;
