// Walking a document while remembering where one stands, so that every remark has a line and a column.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/json.h"
#include "format/warning.h"
#include "tally/result.h"

namespace tally::format {

// A value and its place. Lives on the stack of the functions that walk: a child refers to its parent.
class Node {
  public:
    explicit Node(const json::Value& root) : value_(&root) {}

    const json::Value& value() const { return *value_; }
    std::string_view name() const { return name_; }  // of the member this is

    std::optional<Node> find(std::string_view name) const;  // a member
    Node at(const json::Member& member) const { return Node(member.value, *this, member.name, 0); }
    Node at(std::size_t index) const { return Node((*value_->array())[index], *this, {}, index); }

    json::Pointer pointer() const;

  private:
    Node(const json::Value& value, const Node& parent, std::string_view name, std::size_t index)
        : value_(&value), parent_(&parent), name_(name), index_(index) {}

    const json::Value* value_;
    const Node* parent_ = nullptr;
    std::string_view name_;
    std::size_t index_ = 0;
};

// Collects what is odd about a document. The first refusal wins; reading goes on so that callers stay simple,
// and the caller of all asks for it at the end.
class Reading {
  public:
    // `text` may be empty: then places are JSON pointers. Both must outlive this.
    Reading(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    void warn(const Node& node, std::string what, std::string remedy, WarningKind kind = WarningKind::form);
    void warn(json::Pointer pointer, std::string what, std::string remedy, WarningKind kind);
    void refuse(const Node& node, std::string what, std::string remedy);
    // Once for each pattern, since contracts repeat theirs.
    void check_pattern(const Node& node, const std::string& pattern);

    bool refused() const { return refusal_.has_value(); }
    Error refusal() const { return *refusal_; }
    Warnings take_warnings();

  private:
    std::string place(const json::Pointer& pointer, const json::Position& position) const;

    std::string_view text_;
    std::string_view name_;
    std::optional<Error> refusal_;
    Warnings warnings_;  // their places are found at the end, all at once
    std::vector<json::Pointer> places_;
    std::size_t further_warnings_ = 0;
    std::unordered_set<std::string> good_patterns_;
};

// Member access that warns about another kind and then does as if the member were absent. JSON null is
// absent.
std::optional<std::string> optional_string(const Node& parent, std::string_view name, Reading& reading);
std::optional<Node> optional_object(const Node& parent, std::string_view name, Reading& reading);
std::optional<Node> optional_array(const Node& parent, std::string_view name, Reading& reading);
bool optional_boolean(const Node& parent, std::string_view name, bool otherwise, Reading& reading);

// A string as it is, any other value as its JSON text.
std::string as_text(const json::Value& value);
// "a string", "an object": for messages about wrong kinds.
std::string_view kind_with_article(json::Kind kind);

}  // namespace tally::format
