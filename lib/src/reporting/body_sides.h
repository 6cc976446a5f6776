// Both sides of a body as documents, to say beside a difference what was expected there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "matching/mismatch.h"
#include "model/contract.h"
#include "verification/verification_result.h"

namespace tally::reporting {

// Where a difference is, and what to write there.
struct BodyMark {
    std::string location;  // "$.items[0].price"
    std::string note;      // "expected 19.99 (decimal)"; may be empty
    std::vector<std::string>
        missing;  // members that are not there: "\"currency\": (missing), expected \"EUR\""
};

// Secret members are masked on both sides. Bodies that are no JSON have nothing to say.
class BodySides {
  public:
    BodySides(const model::Interaction& interaction, const verification::Exchange& exchange);

    // For one difference in the body: its own mark, and those of names that are nearly right.
    std::vector<BodyMark> marks_of(const matching::Mismatch& mismatch) const;
    // What the provider seems to have meant: a name that is nearly right, members that are one level further
    // down or up. Empty when nothing suggests itself.
    std::string hint_of(const matching::Mismatch& mismatch) const;

  private:
    struct Objects {
        const json::Object* expected;
        const json::Object* actual;
        std::vector<std::string> missing;
        std::vector<std::string> unexpected;
    };
    std::string hint_of_kinds(const matching::Mismatch& mismatch) const;
    std::optional<Objects> objects_at(const matching::Mismatch& mismatch) const;

    std::optional<json::Value> expected_;
    std::optional<json::Value> actual_;
};

// The one of `names` that somebody who wrote `name` may have meant, or empty.
std::string nearly_the_same(const std::string& name, const std::vector<std::string>& names);

}  // namespace tally::reporting
