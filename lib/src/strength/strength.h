// How much a contract would notice: a good answer of the provider is changed in memory in every way a
// provider could break it, and each change is compared with the contract. One that still matches is a
// survivor: the consumer relies on something that its contract does not say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "model/contract.h"

namespace tally::strength {

enum class ChangeKind {
    status,          // another status
    header_dropped,  // or an entry of a message's metadata
    body_dropped,
    field_removed,
    field_renamed,
    null_instead,
    type_changed,
    list_emptied,
    out_of_range,   // a number of the other sign
    unknown_value,  // of what looks like one of a fixed set
    reformatted,    // a date or an identifier written in another way
};
std::string_view kind_name(ChangeKind kind);  // one word for reports: "field_removed" ...

struct Survivor {
    ChangeKind kind = ChangeKind::status;
    std::string location;  // "$.items[0].price", "header ETag", "status"
    std::string before;    // JSON text or plain text, shortened
    std::string after;     // empty when there is nothing any more
    std::string matcher;   // that would notice, as the C++ library spells it; may be empty
};

// Only what the contract claims is changed: a field that no expectation names is nobody's to miss.
struct Strength {
    std::size_t changes = 0;
    std::size_t unclaimed = 0;  // fields of the answer that the contract does not name
    std::vector<Survivor> survivors;
    bool cut = false;        // there were more changes than are tried
    std::string unmeasured;  // why nothing was tried; the rest is empty then
    std::size_t noticed() const { return changes - survivors.size(); }
};

// Larger answers are not tried, and no more than this number of changes.
constexpr std::size_t kMaxAnswer = 1u << 20;
constexpr std::size_t kMaxChanges = 1000;

// `answer` is what the provider gave for the interaction, whole and unmasked.
Strength measure(const model::Contract& contract, const model::Interaction& interaction,
                 const http::Response& answer);

}  // namespace tally::strength
