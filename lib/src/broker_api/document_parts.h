// Members of a broker's documents, read without believing that they are there.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "broker_api/broker_client.h"
#include "broker_api/hal_document.h"

namespace tally::broker_api {

// The value at the end of a path of member names, or null.
const json::Value* find_at(const json::Value& document, std::initializer_list<std::string_view> path);
// The same as text: strings as they are, numbers and truth values as JSON writes them; "" for null and for
// what is not there.
std::string text_at(const json::Value& document, std::initializer_list<std::string_view> path);
bool is_true_at(const json::Value& document, std::initializer_list<std::string_view> path);
// The items of an array; empty when there is none.
const json::Array& items_at(const json::Value& document, std::initializer_list<std::string_view> path);

// The Error for an answer without what it is all about: "list of environments", "name".
Error without(const BrokerClient& broker, const std::string& href, const std::string& what);

// A link of a document within a document.
std::optional<Link> link_of(const json::Value& document, std::string_view rel);

// "x?a=b" with more parameters, percent-encoded.
std::string with_query(std::string href, const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace tally::broker_api
