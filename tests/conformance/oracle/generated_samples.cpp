#include "conformance/oracle/generated_samples.h"

#include <algorithm>
#include <optional>

#include "base/clock.h"
#include "base/regex.h"
#include "base/text.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"
#include "generation/generate_value.h"

namespace tally::conformance {
namespace {

using namespace model;

class StoppedClock : public Clock {
  public:
    Time now() const override { return {}; }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

constexpr std::size_t kMostHexDigits = 16;  // of the core, which takes each digit once

// The texts a generator may make.
struct Form {
    std::optional<std::string> pattern;  // none: any text
    std::optional<RandomIntGenerator> range = {};

    bool fits(const std::string& text) const {
        if (range) {
            const Result<json::Value> number = json::parse(text);
            const auto integer = number ? number->integer() : std::nullopt;
            return integer && *integer >= range->min && *integer <= range->max;
        }
        if (!pattern) return true;
        const Result<Regex> regex = Regex::compile(*pattern);
        return regex && regex->matches_all_of(text).value_or(false);
    }
};

struct FormOf {
    static std::string times(std::size_t count) { return "{" + std::to_string(count) + "}"; }

    Form operator()(const RandomIntGenerator& generator) const { return {std::nullopt, generator}; }
    Form operator()(const RandomDecimalGenerator& generator) const {
        if (generator.digits < 2) return {"[0-9]" + times(generator.digits)};
        // So many digits, with one point between two of them.
        return {R"((?=[0-9]+\.[0-9]+$).)" + times(generator.digits + 1)};
    }
    Form operator()(const RandomHexadecimalGenerator& generator) const {
        return {"[0-9A-F]" + times(generator.digits)};
    }
    Form operator()(const RandomStringGenerator& generator) const {
        return {"[0-9A-Za-z]" + times(generator.size)};
    }
    Form operator()(const RandomBooleanGenerator&) const { return {"true|false"}; }
    Form operator()(const RegexGenerator& generator) const { return {generator.pattern}; }
    Form operator()(const UuidGenerator& generator) const {
        const std::string uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        if (generator.format == "simple") return {text::replace_all(uuid, "}-", "}")};
        if (generator.format == "upper-case-hyphenated") return {text::upper(uuid)};
        if (generator.format == "URN") return {"urn:uuid:" + uuid};
        return {uuid};
    }
    template <class Other>
    Form operator()(const Other&) const {
        return {};
    }
};

bool is_random(const Generator& generator) {
    return !std::holds_alternative<ProviderStateGenerator>(generator) &&
           !std::holds_alternative<MockServerUrlGenerator>(generator);
}

Verdict check_failure(const Generator& generator, const json::Value& ours, const Form& form) {
    if (ours.is_null()) return holds();
    if (std::holds_alternative<RegexGenerator>(generator) && form.fits(*ours.string()))
        return documented(difference::kMorePatternsToGenerate);
    return differs("the core fails, ours makes " + json::to_text(ours));
}

}  // namespace

json::Value generated_text(const Generator& generator, const json::Value& context) {
    SeededRandom random{1};
    const StoppedClock clock;
    generation::Context made{generation::Mode::provider, random, clock};
    made.strict_compat = true;
    if (const json::Object* values = context.object()) made.provider_state = *values;
    made.mock_server_url = text_of(member(context, "mockServer"), "url");
    const auto value = generation::generate_value(generator, json::Value("example"), made);
    if (!value) return {};
    if (value->is_null()) return json::Value("");
    return value->string() ? *value : json::Value(json::to_text(*value));
}

Verdict check_samples(const Generator& generator, const json::Value& recorded) {
    const json::Array& samples = items_of(recorded, "samples");
    if (samples.empty()) return holds();
    const json::Value ours = generated_text(generator, member(recorded, "context"));
    const Form form = std::visit(FormOf{}, generator);
    if (samples.front().is_null()) return check_failure(generator, ours, form);
    if (ours.is_null()) return differs("ours fails");
    if (!is_random(generator)) return compare(samples.front(), ours);
    if (!form.fits(*ours.string())) return differs("ours makes " + json::to_text(ours));
    const auto* hexadecimal = std::get_if<RandomHexadecimalGenerator>(&generator);
    if (hexadecimal && hexadecimal->digits > kMostHexDigits) return documented(difference::kLongHexadecimals);
    const bool same_form = std::all_of(samples.begin(), samples.end(), [&](const json::Value& sample) {
        return sample.string() && form.fits(*sample.string());
    });
    return same_form ? holds() : differs("ours makes " + json::to_text(ours));
}

}  // namespace tally::conformance
