#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| snyk_secoda_fuzz::next_page(input));
