#include "bench/sample.h"

#include "base/json.h"

namespace tally::bench {

namespace {

using json::Array;
using json::Object;
using json::Value;

Object product(std::size_t number) {
    const std::string text = std::to_string(number);
    Array variants;
    for (int i = 0; i < 5; ++i) {
        variants.push_back(Object{{"sku", "SKU-" + text + "-" + std::to_string(i)},
                                  {"colour", "anthracite grey"},
                                  {"stock", 40 + i},
                                  {"weight", Value::number("1.250")}});
    }
    return Object{{"id", static_cast<std::int64_t>(number)},
                  {"name", "A lamp with an adjustable arm, number " + text},
                  {"price", Value::number("19.99")},
                  {"currency", "EUR"},
                  {"available", true},
                  {"rating", Value::number("4.5")},
                  {"description",
                   "Stands on any desk, bends where it should, and keeps quiet while it does both of that."},
                  {"maker", Object{{"name", "Lampworks"}, {"country", "PT"}, {"founded", 1987}}},
                  {"tags", Array{"light", "desk", "steel"}},
                  {"variants", std::move(variants)}};
}

Value rule(const char* match) {
    return Object{{"matchers", Array{Object{{"match", match}}}}};
}

Object rules() {
    Value at_least_one = Object{{"matchers", Array{Object{{"match", "type"}, {"min", 1}}}}};
    return Object{
        {"$.id", rule("integer")},
        {"$.name", rule("type")},
        {"$.price", rule("decimal")},
        {"$.currency", Object{{"matchers", Array{Object{{"match", "regex"}, {"regex", "[A-Z]{3}"}}}}}},
        {"$.available", rule("boolean")},
        {"$.rating", rule("number")},
        {"$.description", rule("type")},
        {"$.maker.name", rule("type")},
        {"$.maker.country", Object{{"matchers", Array{Object{{"match", "regex"}, {"regex", "[A-Z]{2}"}}}}}},
        {"$.maker.founded", rule("integer")},
        {"$.tags", at_least_one},
        {"$.variants", at_least_one},
        {"$.variants[*].sku",
         Object{{"matchers", Array{Object{{"match", "regex"}, {"regex", "SKU-\\d+-\\d+"}}}}}},
        {"$.variants[*].stock", rule("integer")},
        {"$.variants[*].weight", rule("decimal")}};
}

}  // namespace

std::string product_json(std::size_t number) {
    return json::to_text(product(number));
}

std::string sample_contract(std::size_t interactions) {
    Array all;
    for (std::size_t number = 1; number <= interactions; ++number) {
        Object response{
            {"status", 200},
            {"headers", Object{{"Content-Type", Array{"application/json"}}}},
            {"body",
             Object{{"content", product(number)}, {"contentType", "application/json"}, {"encoded", false}}},
            {"matchingRules", Object{{"body", rules()}}}};
        all.push_back(
            Object{{"description", "a request for product " + std::to_string(number)},
                   {"pending", false},
                   {"request", Object{{"method", "GET"}, {"path", "/products/" + std::to_string(number)}}},
                   {"response", std::move(response)},
                   {"type", "Synchronous/HTTP"}});
    }
    return json::to_pretty_text(
        Object{{"consumer", Object{{"name", "bench-consumer"}}},
               {"interactions", std::move(all)},
               {"metadata", Object{{"pactSpecification", Object{{"version", "4.0"}}}}},
               {"provider", Object{{"name", "bench-provider"}}}});
}

}  // namespace tally::bench
