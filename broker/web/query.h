// The query of a URL as a list of decoded names and values, in the order they were sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::web {

class Query {
  public:
    Query() = default;
    explicit Query(std::string_view raw);

    bool contains(std::string_view name) const;
    std::optional<std::string> find(std::string_view name) const;  // the last one of that name
    std::vector<std::string> all(std::string_view name) const;
    bool empty() const { return items_.empty(); }
    // False when something in it cannot be a name of anything: a NUL character, bytes that are not UTF-8.
    bool is_text() const;

    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }

  private:
    std::vector<std::pair<std::string, std::string>> items_;
};

// The opposite: "a%5B%5D=1&b=x".
std::string to_query(const std::vector<std::pair<std::string, std::string>>& items);

}  // namespace tally::web
