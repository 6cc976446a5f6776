// Paths of rules: what can be read has a canonical spelling that means the same.
#include "fuzz/fuzz_input.h"
#include "model/path_expression.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tally;
    const Result<model::PathExpression> path = model::parse_path(fuzz::text_of(data, size));
    if (!path) return 0;
    const std::string text = model::to_text(*path);
    const Result<model::PathExpression> again = model::parse_path(text);
    fuzz::require(again && *again == *path, "the canonical spelling of a path means the path");
    fuzz::require(model::to_text(*again) == text, "the canonical spelling stays as it is");
    return 0;
}
