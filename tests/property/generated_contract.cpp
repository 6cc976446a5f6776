#include "property/generated_contract.h"

#include "base/encoding.h"
#include "property/generated_json.h"
#include "property/generated_rules.h"

namespace tally::property {

namespace {

using json::Array;
using json::Object;
using json::Value;
using model::SpecVersion;

Object one_rule(const std::string& key, Object matcher) {
    return Object{{key, Object{{"combine", "AND"}, {"matchers", Array{std::move(matcher)}}}}};
}

Object any_generator(Random& random) {
    static const std::vector<Object> generators = {
        {{"type", "RandomInt"}, {"min", 1}, {"max", 9}},
        {{"type", "RandomDecimal"}, {"digits", 5}},
        {{"type", "RandomHexadecimal"}, {"digits", 8}},
        {{"type", "RandomString"}, {"size", 3}},
        {{"type", "RandomBoolean"}},
        {{"type", "Regex"}, {"regex", "\\d{3}"}},
        {{"type", "Uuid"}},
        {{"type", "Date"}, {"format", "yyyy-MM-dd"}, {"expression", "+ 1 day"}},
        {{"type", "DateTime"}},
        {{"type", "Time"}, {"format", "HH:mm"}},
        {{"type", "ProviderState"}, {"expression", "/a/${id}"}, {"dataType", "STRING"}},
        {{"type", "MockServerURL"}, {"example", "http://a/b"}, {"regex", ".*(/b)"}},
        {{"type", "FromAPlugin"}, {"x", Array{1, "a"}}}};
    return any_of(random, generators);
}

// A body of one of the types, with its rules under `category`; the type goes to `type`.
void add_body(Random& random, SpecVersion version, const char* category, Object& part, std::string& type) {
    const bool v4 = version == SpecVersion::v4;
    const std::string member = category == std::string("content") ? "contents" : "body";
    const auto content = [&](Value value, Value encoded) -> Value {
        if (!v4) return value;
        return Object{{"content", std::move(value)}, {"contentType", type}, {"encoded", std::move(encoded)}};
    };
    switch (random.between(0, 5)) {
        case 0:
            return;  // missing
        case 1:
            type = "application/json";
            part.set(member, v4 ? Value(Object{{"content", ""}}) : Value(nullptr));
            return;
        case 2:
            type = "text/plain";
            part.set(member, content("text " + any_text(random), false));
            return;
        case 3:
            type = "application/xml";
            part.set(member, content("<?xml version='1.0'?><a id='1'>x</a>", false));
            return;
        case 4:
            if (!v4) return;
            type = "image/png";
            part.set(member, content(encoding::base64("\x89PNG\r\n\x1a\n" + any_text(random)), "base64"));
            return;
        default:
            break;
    }
    type = "application/json";
    const Value body = any_object(random, 3);
    part.set(member, content(body, false));
    Object rules = rules_that_fit(random, body, v4);
    if (one_in(random, 6))
        rules.set("$.x", Object{{"combine", "AND"}, {"matchers", Array{Object{{"match", "odd"}, {"y", 1}}}}});
    if (!rules.empty()) part.set("matchingRules", Object{{v4 ? category : "body", std::move(rules)}});
    if (one_in(random, 3)) part.set("generators", Object{{"body", Object{{"$.g", any_generator(random)}}}});
}

void add_rules(Object& part, const char* category, Value rules) {
    Object all = part.contains("matchingRules") ? *part.find("matchingRules")->object() : Object{};
    all.set(category, std::move(rules));
    part.set("matchingRules", std::move(all));
}

// V3 has text for values: several of one name are taken apart again only where the header is a list.
Object any_headers(Random& random, SpecVersion version, const std::string& type) {
    const bool v4 = version == SpecVersion::v4;
    Object headers;
    if (one_in(random, 2)) headers.set("Accept", v4 ? Value(Array{"a/b", "c/d"}) : Value("a/b, c/d"));
    if (!type.empty()) headers.set("Content-Type", v4 ? Value(Array{type}) : Value(type));
    if (one_in(random, 2)) {
        const std::string value = any_of<std::string>(random, {"a b", "d,e", "\"q\"", ""});
        headers.set("X-Some", v4 ? Value(Array{value, "2"}) : Value(value));
    }
    return headers;
}

Object any_request(Random& random, SpecVersion version) {
    Object request{{"method", any_of<std::string>(random, {"GET", "POST", "PATCH"})},
                   {"path", any_of<std::string>(random, {"/", "/a/b%20c", "/größe", "/a//b"})}};
    std::string type;
    add_body(random, version, "body", request, type);
    if (Object headers = any_headers(random, version, type); !headers.empty())
        request.set("headers", std::move(headers));
    if (one_in(random, 2)) {
        request.set("query", Object{{any_name(random), Array{any_text(random), "2"}}});
        add_rules(request, "query", one_rule("q", Object{{"match", "type"}}));
    }
    if (one_in(random, 3)) {
        add_rules(
            request, "path",
            Object{{"combine", "OR"}, {"matchers", Array{Object{{"match", "regex"}, {"regex", "/.*"}}}}});
    }
    if (one_in(random, 4)) request.set("unknown", any_value(random, 2));
    return request;
}

Object any_response(Random& random, SpecVersion version) {
    Object response{{"status", random.between(100, 599)}};
    std::string type;
    add_body(random, version, "body", response, type);
    if (Object headers = any_headers(random, version, type); !headers.empty())
        response.set("headers", std::move(headers));
    if (one_in(random, 3))
        add_rules(response, "header", one_rule("X-Some", Object{{"match", "include"}, {"value", "a"}}));
    if (one_in(random, 3) && version == SpecVersion::v4) {
        add_rules(response, "status",
                  Object{{"combine", "AND"},
                         {"matchers", Array{Object{{"match", "statusCode"}, {"status", "success"}}}}});
    }
    return response;
}

void add_message(Random& random, SpecVersion version, Object& part) {
    std::string type;
    add_body(random, version, "content", part, type);
    if (version == SpecVersion::v4) {
        Object metadata;
        if (one_in(random, 2)) metadata.set("topic", any_value(random, 2));
        if (!metadata.empty()) part.set("metadata", std::move(metadata));
    } else {
        part.set("metaData", Object{{"contentType", type.empty() ? "application/json" : type}});
    }
}

Object any_interaction(Random& random, SpecVersion version, int kind, std::size_t number) {
    Object interaction{{"description", std::to_string(1000 + number) + " " + any_text(random)}};
    if (one_in(random, 2)) {
        Object state{{"name", any_text(random) + "!"}};
        if (one_in(random, 2)) state.set("params", any_object(random, 2));
        interaction.set("providerStates", Array{std::move(state), Object{{"name", "second"}}});
    }
    if (version == SpecVersion::v4) {
        static const std::vector<std::string> types = {"Synchronous/HTTP", "Asynchronous/Messages",
                                                       "Synchronous/Messages"};
        interaction.set("type", types[static_cast<std::size_t>(kind)]);
        interaction.set("pending", one_in(random, 3));
        if (one_in(random, 2)) interaction.set("key", "key" + std::to_string(number));
        if (one_in(random, 3))
            interaction.set("comments", Object{{"text", Array{any_text(random) + "."}}, {"testname", "t"}});
        if (one_in(random, 5)) interaction.set("transport", "http");
        if (one_in(random, 5)) interaction.set("pluginConfiguration", Object{{"p", any_object(random, 2)}});
    }
    if (one_in(random, 5)) interaction.set("unknown member", any_value(random, 2));
    if (kind == 0) {
        interaction.set("request", any_request(random, version));
        interaction.set("response", any_response(random, version));
    } else if (kind == 1) {
        add_message(random, version, interaction);
    } else {
        Object request, response;
        add_message(random, version, request);
        add_message(random, version, response);
        interaction.set("request", std::move(request));
        interaction.set("response", Array{std::move(response)});
    }
    return interaction;
}

}  // namespace

Value any_contract(Random& random, SpecVersion version) {
    const bool v4 = version == SpecVersion::v4;
    const bool messages = !v4 && one_in(random, 2);  // V3 has one kind in a file
    Array interactions;
    const auto count = static_cast<std::size_t>(random.between(0, 4));
    for (std::size_t number = 0; number < count; ++number) {
        const int kind = v4 ? static_cast<int>(random.between(0, 2)) : messages;
        interactions.push_back(any_interaction(random, version, kind, number));
    }
    Object contract{{"consumer", Object{{"name", any_name(random)}}},
                    {"provider", Object{{"name", any_name(random)}}},
                    {messages ? "messages" : "interactions", std::move(interactions)},
                    {"metadata", Object{{"pactSpecification", Object{{"version", v4 ? "4.0" : "3.0.0"}}},
                                        {"some tool", Object{{"version", "1.2.3"}}}}}};
    if (one_in(random, 4)) contract.set("unknown top", any_value(random, 2));
    return json::sorted(Value(std::move(contract)));
}

}  // namespace tally::property
