// Rules, an expected and an actual form body.
#include "fuzz/fuzz_input.h"
#include "fuzz/match_body.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tally::fuzz::match_bodies(tally::fuzz::text_of(data, size), "application/x-www-form-urlencoded");
    return 0;
}
