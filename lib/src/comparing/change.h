// What became different between two contracts of one consumer and provider.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tally::comparing {

enum class ChangeKind : std::uint8_t { added, removed, changed };  // an interaction

// What it means for a provider that honours the older contract.
enum class Effect : std::uint8_t {
    loosening,   // it honours the newer one too
    tightening,  // it may fail the newer one
    neutral,     // the newer one asks for the same
};

std::string_view to_text(ChangeKind kind);
std::string_view to_text(Effect effect);

struct Change {
    ChangeKind kind = ChangeKind::changed;
    Effect effect = Effect::neutral;
    std::string interaction;  // its description; empty: the contract as a whole
    std::string id;           // model::short_id
    std::string part;         // "request", "response", "message"; empty: the interaction as a whole
    std::string path;         // "status", "header Accept", "query q", "$.items[*].id"; empty: the part
    std::string before;       // a value or a rule; empty where there was nothing
    std::string after;
    std::string sentence;
    bool operator==(const Change&) const = default;
};
using Changes = std::vector<Change>;

}  // namespace tally::comparing
