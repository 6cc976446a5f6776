// Matching rules as one line of text.
#include "format/definition_expression.h"
#include "fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tally;
    const std::string_view text = fuzz::text_of(data, size);
    for (const bool strict_compat : {false, true}) {
        const auto definition = format::parse_definition(text, {strict_compat});
        if (!definition) fuzz::require(!definition.error().what.empty(), "an error says what is wrong");
    }
    (void)format::is_definition(text);
    return 0;
}
