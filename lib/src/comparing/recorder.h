// Collects the changes of one part of an interaction, and knows which way they count.
#pragma once

#include <string>
#include <utility>

#include "comparing/change.h"
#include "comparing/compare_rules.h"

namespace tally::comparing {

// Who has to cope with the part: what is sent to the provider it must accept, what it sends it promises.
enum class Direction : std::uint8_t { to_provider, from_provider };

class Recorder {
  public:
    Recorder(Changes& changes, Change interaction, std::string part, Direction direction)
        : changes_(changes), blank_(std::move(interaction)), direction_(direction) {
        blank_.part = std::move(part);
    }

    void add(std::string path, Effect effect, std::string before, std::string after, std::string sentence);

    // Something of the part is new, or gone.
    void added(std::string path, std::string value);
    void removed(std::string path, std::string value);

    // The same place in both: its rules, and where these say the same its example. `rules_stand_here` is
    // false where they come from a node above, where their difference was reported already. `secret` hides
    // values.
    void compare(const std::string& path, const Expected& older, const Expected& newer,
                 bool rules_stand_here = true, bool secret = false);

  private:
    Effect effect_of(Width width) const;

    Changes& changes_;
    Change blank_;
    Direction direction_;
};

// JSON text of at most a few hundred bytes.
std::string shown(const json::Value& value);

}  // namespace tally::comparing
