// Lists of selectors as an operator writes them: a JSON array of objects, each with a few known members.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "tally/result.h"

namespace tally::cleanup {

// One object of the list. Members are named in any of their spellings, as max_age or maxAge.
class SelectorReader {
  public:
    // `known`: a member and the other names it goes by.
    using Known = std::vector<std::pair<std::string, std::vector<std::string>>>;

    SelectorReader(const json::Object& members, const Known& known, std::string where);

    bool flag(const std::string& name);
    std::optional<std::string> text(const std::string& name);
    // A name, or true for any; false is as if it were not there.
    struct NameOrAny {
        std::optional<std::string> name;  // nothing: any
        bool operator==(const NameOrAny&) const = default;
    };
    std::optional<NameOrAny> name_or_any(const std::string& name);
    std::vector<std::string> names(const std::string& name);  // one name or a list of them
    std::optional<int> days(const std::string& name);

    // The first thing that was wrong.
    const std::optional<Error>& error() const { return error_; }

  private:
    const json::Value* take(const std::string& name) const;
    void complain(const std::string& name, const std::string& what, const std::string& remedy);

    std::vector<std::pair<std::string, const json::Value*>> members_;  // by the first spelling of their names
    const std::string where_;
    std::optional<Error> error_;
};

using NameOrAny = SelectorReader::NameOrAny;

// Calls `read` for each object of the list. `option` names the text in messages.
Result<void> read_selector_list(const std::string& option, std::string_view text,
                                const SelectorReader::Known& known,
                                const std::function<void(SelectorReader&)>& read);

}  // namespace tally::cleanup
