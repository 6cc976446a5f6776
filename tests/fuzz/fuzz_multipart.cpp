// Rules, an expected and an actual multipart body. The boundary is always the same, so that parts are found.
#include "fuzz/fuzz_input.h"
#include "fuzz/match_body.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tally::fuzz::match_bodies(tally::fuzz::text_of(data, size), "multipart/form-data; boundary=b");
    return 0;
}
