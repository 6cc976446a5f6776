#include "verifier/cpp_text.h"

#include "base/text.h"

namespace tally::verifier {

std::string cpp_literal(const std::string& text) {
    const std::string printable = text::printable(text::shorten(text, 100));
    return '"' + text::replace_all(text::replace_all(printable, "\\", "\\\\"), "\"", "\\\"") + '"';
}

}  // namespace tally::verifier
