#include "property/cases.h"

#include <cstdlib>
#include <string_view>

namespace tally::property {

std::uint64_t first_seed() {
    const char* text = std::getenv("TALLY_SEED");
    if (!text) return 1;
    static const std::uint64_t fresh = SystemRandom().next() >> 16;
    return text == std::string_view("new") ? fresh : std::strtoull(text, nullptr, 10);
}

std::size_t number_of_cases() {
    const char* text = std::getenv("TALLY_CASES");
    return text ? std::strtoul(text, nullptr, 10) : 200;
}

}  // namespace tally::property
