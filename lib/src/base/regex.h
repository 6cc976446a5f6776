// Regular expressions from contracts and options: PCRE2 with Unicode and limits, so that no pattern can crash
// or hang. Patterns are written for Ruby's and Java's engines too; compile() translates what PCRE2 reads
// differently
// (\h is a hex digit, (?m) lets the dot match newlines), as the reference core's engine reads it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tally/result.h"

namespace tally {

class Regex {
  public:
    // Error::what has the engine's message and the offset in the pattern as written.
    static Result<Regex> compile(std::string_view pattern);
    // The same, remembering the last few hundred patterns of this thread: for patterns that are used again
    // and again.
    static Result<Regex> compile_cached(std::string_view pattern);

    // True when the pattern matches the whole of the text / some part of it. An Error when the pattern is too
    // costly for this text (match, depth or heap limit): that is not a mismatch.
    Result<bool> matches_all_of(std::string_view text) const;
    Result<bool> found_in(std::string_view text) const;

    struct Found {
        std::size_t start = 0;
        std::size_t length = 0;
        std::vector<std::optional<std::string>> groups;  // group 1 first; nothing where it took no part
    };
    // The first match in the text.
    Result<std::optional<Found>> first_in(std::string_view text) const;

    // The compiled pattern may be shared between threads.
    Regex(const Regex&) = default;
    Regex& operator=(const Regex&) = default;

  private:
    struct Code;
    explicit Regex(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
    std::shared_ptr<const Code> code_;
};

}  // namespace tally
