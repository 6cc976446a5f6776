#include "e2e/peers/pairs/generated_pair.h"

#include "base/encoding.h"
#include "e2e/peers/pairs/generated_content.h"
#include "property/generated_json.h"

namespace tally::pairs {

namespace {

using json::Array;
using json::Object;
using json::Value;
using model::SpecVersion;
using property::any_of;
using property::one_in;

// Rules of one part, in the notation of the version.
class PartRules {
  public:
    explicit PartRules(SpecVersion version) : version_(version) {}

    // `place`: "$.a" of a body, "X-A" of a header, "" of path and status.
    void add(const std::string& category, const std::string& place, const PlacedRules& rules) {
        if (version_ == SpecVersion::v2) {
            std::string path = "$." + category;
            if (category == "header") path = "$.headers";
            if (category == "body")
                path += place.substr(1);
            else if (!place.empty())
                path += "." + place;
            all_.set(path, rules.matchers.front());
            return;
        }
        Object entry{{"combine", rules.any ? "OR" : "AND"}, {"matchers", rules.matchers}};
        if (place.empty()) {
            all_.set(category, std::move(entry));
            return;
        }
        if (!all_.contains(category)) all_.set(category, Object{});
        all_.find(category)->object()->set(place, std::move(entry));
    }

    void write_to(Object& part) && {
        if (!all_.empty()) part.set("matchingRules", std::move(all_));
    }

  private:
    SpecVersion version_;
    Object all_;
};

Value body_value(const Content& content, SpecVersion version) {
    if (version < SpecVersion::v4) return content.expected;
    Object body{{"content", content.expected}, {"encoded", false}};
    if (!content.type.empty()) body.set("contentType", content.type);
    return body;
}

struct Exchanged {
    http::Headers headers;
    std::string body;
};

// Headers and body of a request or response, and what came instead.
Exchanged add_content(Random& random, SpecVersion version, Object& part, PartRules& rules) {
    Exchanged came;
    Object headers;
    if (!one_in(random, 6)) {
        const Content content = any_content(random, version);
        headers.set("Content-Type",
                    version >= SpecVersion::v4 ? Value(Array{content.type}) : Value(content.type));
        part.set("body", body_value(content, version));
        for (const PlacedRules& placed : content.rules) rules.add("body", placed.path, placed);
        came.headers.add("Content-Type", one_in(random, 20) ? "text/plain" : content.type);
        came.body = content.came;
    }
    for (const std::string name : {"X-One", "X-Two"}) {
        if (!one_in(random, 3)) continue;
        const std::string value = any_word(random);
        headers.set(name, version >= SpecVersion::v4 ? Value(Array{value}) : Value(value));
        if (version > SpecVersion::v1 && one_in(random, 2))
            rules.add("header", name, {"", rules_of_text(random, value, version), false});
        if (!one_in(random, 10))
            came.headers.add(one_in(random, 4) ? "x-" + name.substr(2) : name, changed_word(random, value));
    }
    if (one_in(random, 6)) came.headers.add("X-More", "1");
    if (!headers.empty()) part.set("headers", std::move(headers));
    return came;
}

std::string percent_encoded(const std::string& text) {
    std::string encoded;
    for (const char c : text) encoded += c == ' ' ? std::string("%20") : std::string(1, c);
    return encoded;
}

// A query of names with lists of values; what came goes to `target`.
void add_query(Random& random, SpecVersion version, Object& part, PartRules& rules, std::string& target) {
    Object lists;
    std::string text, came;
    const auto append = [](std::string& query, const std::string& name, const std::string& value) {
        if (!query.empty()) query += '&';
        query += name + '=' + percent_encoded(value);
    };
    for (const std::string name : {"q", "page", "sort"}) {
        if (!one_in(random, 3)) continue;
        Array values;
        bool gone = one_in(random, 10);
        for (auto count = one_in(random, 4) ? 2 : 1; count > 0; --count) {
            const std::string value = any_word(random);
            values.push_back(value);
            append(text, name, value);
            if (!gone && !one_in(random, 15)) append(came, name, changed_word(random, value));
        }
        if (version > SpecVersion::v1 && one_in(random, 2))
            rules.add("query", name, {"", rules_of_text(random, *values.front().string(), version), false});
        if (!gone && one_in(random, 10)) append(came, name, any_word(random));
        lists.set(name, std::move(values));
    }
    if (one_in(random, 12)) append(came, "more", "1");
    if (!lists.empty()) part.set("query", version < SpecVersion::v3 ? Value(text) : Value(std::move(lists)));
    if (!came.empty()) target += "?" + came;
}

void add_request(Random& random, SpecVersion version, Pair& pair) {
    const std::string number = std::to_string(pair.number);
    PartRules rules(version);
    const std::string last = any_of<std::string>(random, {"a", "b c", "12"});
    Object request{{"method", one_in(random, 2) ? "POST" : "PUT"}, {"path", "/" + number + "/" + last}};
    pair.came.method = one_in(random, 30) ? "PATCH" : *request.find("method")->string();
    std::string came_last = one_in(random, 15) ? "34" : last;
    if (version > SpecVersion::v1 && one_in(random, 4)) {
        const std::string pattern =
            "/" + number + "/" + any_of<std::string>(random, {"\\d+", "[a-z ]+", ".*"});
        rules.add("path", "", {"", {Object{{"match", "regex"}, {"regex", pattern}}}, false});
        if (one_in(random, 2)) came_last = "56";
    }
    pair.came.target = "/" + number + "/" + percent_encoded(came_last);
    add_query(random, version, request, rules, pair.came.target);
    Exchanged came = add_content(random, version, request, rules);
    pair.came.headers = std::move(came.headers);
    pair.came.body = std::move(came.body);
    std::move(rules).write_to(request);
    pair.interaction.set("request", std::move(request));
    pair.interaction.set("response", Object{{"status", 200}});
}

void add_response(Random& random, SpecVersion version, Pair& pair) {
    PartRules rules(version);
    Object response{{"status", 200}};
    pair.answer.status = one_in(random, 20) ? 201 : 200;
    if (version >= SpecVersion::v4 && one_in(random, 5)) {
        const std::string kind = any_of<std::string>(random, {"success", "error", "info"});
        rules.add("status", "", {"", {Object{{"match", "statusCode"}, {"status", kind}}}, false});
    }
    Exchanged came = add_content(random, version, response, rules);
    pair.answer.headers = std::move(came.headers);
    pair.answer.body = std::move(came.body);
    std::move(rules).write_to(response);
    pair.interaction.set("request", Object{{"method", "GET"}, {"path", "/" + std::to_string(pair.number)}});
    pair.interaction.set("response", std::move(response));
}

void add_message(Random& random, SpecVersion version, Pair& pair) {
    PartRules rules(version);
    const Content content = any_content(random, version);
    Object metadata{{"contentType", content.type}}, came{{"contentType", content.type}};
    for (const PlacedRules& placed : content.rules) rules.add("body", placed.path, placed);
    for (const std::string name : {"topic", "origin"}) {
        if (!one_in(random, 3)) continue;
        const std::string value = any_word(random);
        metadata.set(name, value);
        if (one_in(random, 2))
            rules.add("metadata", name, {"", rules_of_text(random, value, version), false});
        if (!one_in(random, 10)) came.set(name, changed_word(random, value));
    }
    Object part{{"contents", body_value(content, version)},
                {version >= SpecVersion::v4 ? "metadata" : "metaData", std::move(metadata)}};
    std::move(rules).write_to(part);
    if (version >= SpecVersion::v4 && one_in(random, 3)) {
        pair.interaction.set("type", "Synchronous/Messages");
        pair.interaction.set("request",
                             Object{{"contents", Object{{"content", "asked"}, {"encoded", false}}}});
        pair.interaction.set("response", Array{std::move(part)});
    } else {
        for (const json::Member& member : part) pair.interaction.set(member.name, member.value);
    }
    pair.answer.headers.add("Content-Type", content.type);
    pair.answer.headers.add("Pact-Message-Metadata", encoding::base64(json::to_text(came)));
    pair.answer.body = content.came;
}

const char* type_of(Side side) {
    return side == Side::message ? "Asynchronous/Messages" : "Synchronous/HTTP";
}

}  // namespace

Pair any_pair(Random& random, SpecVersion version, Side side, std::size_t number) {
    Pair pair{number, side, Object{{"description", std::to_string(number)}}, {}, {}};
    if (version >= SpecVersion::v4) pair.interaction.set("type", type_of(side));
    if (side == Side::request) add_request(random, version, pair);
    if (side == Side::response) add_response(random, version, pair);
    if (side == Side::message) add_message(random, version, pair);
    return pair;
}

Value contract_of(const std::vector<Pair>& pairs, SpecVersion version) {
    const bool messages = version < SpecVersion::v4 && !pairs.empty() && pairs.front().side == Side::message;
    Array interactions;
    for (const Pair& pair : pairs) interactions.push_back(pair.interaction);
    return Object{{"consumer", Object{{"name", "pairs"}}},
                  {"provider", Object{{"name", "provider"}}},
                  {messages ? "messages" : "interactions", std::move(interactions)},
                  {"metadata",
                   Object{{"pactSpecification", Object{{"version", std::string(model::to_text(version))}}}}}};
}

}  // namespace tally::pairs
