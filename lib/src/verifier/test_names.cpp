#include "verifier/test_names.h"

#include "base/text.h"

namespace tally::verifier {

std::string test_name(const model::Interaction& interaction) {
    std::string name = interaction.description.empty() ? "an interaction" : interaction.description;
    const char* word = " given ";
    for (const auto& state : interaction.provider_states) {
        name += word + state.name;
        word = " and ";
    }
    return text::printable(text::shorten(name, 200));
}

std::string UniqueNames::unique(const std::string& suite, const std::string& name) {
    std::string wanted = name;
    for (int i = 2; !taken_.insert(suite + "\n" + wanted).second; ++i)
        wanted = name + " (" + std::to_string(i) + ")";
    return wanted;
}

}  // namespace tally::verifier
