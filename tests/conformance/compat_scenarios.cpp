#include "conformance/compat_scenarios.h"

#include <algorithm>

#include "base/regex.h"
#include "conformance/compat_fixtures.h"
#include "format/write_contract.h"
#include "generation/generate.h"
#include "matching/match.h"
#include "model/wire_values.h"

namespace tally::conformance {
namespace {

std::string told(const std::vector<matching::Mismatches>& comparisons) {
    std::string text;
    for (const matching::Mismatches& mismatches : comparisons) {
        for (const matching::Mismatch& mismatch : mismatches) {
            text += "\n    \"" + mismatch.location + "\" -> \"" + mismatch.sentence + '"';
        }
    }
    return text;
}

class ScenarioRun {
  public:
    explicit ScenarioRun(const std::filesystem::path& fixtures) : fixtures_(fixtures) {}

    // "" when the step holds.
    std::string run(const Step& step) {
        const std::vector<std::string> quoted = quoted_parts(step.text);
        const auto is = [&](std::string_view start) { return step.text.starts_with(start); };
        if (is("an expected request configured with")) return set(expected_, step.table.at(0));
        if (is("a request configured with")) return set_with_examples(expected_, step.table.at(0));
        if (is("a response configured with")) return set_with_examples(response_, step.table.at(0));
        if (is("the generator test mode is set as")) return set_mode(quoted.at(0));
        if (is("an expected request with a")) return set_header(expected_, quoted);
        if (is("a request is received with the following") || is("the following requests are received")) {
            for (const TableRow& row : step.table) {
                if (std::string problem = set(actual_.emplace_back(), row); !problem.empty()) return problem;
            }
            return "";
        }
        if (is("a request is received with a")) return set_header(actual_.emplace_back(), quoted);
        if (is("the request is compared") || is("the requests are compared")) return compare();
        if (is("the comparison should be OK")) return all_match() ? "" : "differences:" + told(mismatches_);
        if (is("the comparison should NOT be OK")) return all_match() ? "no difference was found" : "";
        if (is("the mismatches will contain a mismatch with error"))
            return find_mismatch(quoted.at(0), quoted.at(1));
        if (is("the request is prepared for use") || is("the response is prepared for use"))
            return generate(step.head.empty() ? "{}" : step.head.front());
        if (is("the request \"") || is("the response \"")) {
            return check_part(is("the request"), quoted.at(0), quoted.at(1), step.text);
        }
        if (is("an HTTP interaction is being defined")) return define(model::HttpExchange{});
        if (is("a message interaction is being defined")) return define(model::AsyncMessage{});
        if (is("the Pact file for the test is generated")) return write();
        if (is("there will be an interaction in the Pact file with a type of"))
            return check_written_type(quoted.at(0));
        if (is("the body value for")) return check_generated(quoted.at(0), quoted.at(1));
        return "the step is not known";
    }

  private:
    std::string set(model::Request& request, const TableRow& row) const {
        Result<model::Request> made = request_of(row, fixtures_);
        if (!made) return made.error().text();
        request = std::move(*made);
        return "";
    }

    // What a generator replaces has to be there.
    std::string set_with_examples(model::Request& request, const TableRow& row) const {
        if (std::string problem = set(request, row); !problem.empty()) return problem;
        if (request.headers.empty()) request.headers.push_back({"X-TEST", {"example"}});
        if (request.query.empty()) request.query = model::parse_query("v1=example");
        return "";
    }

    std::string set_with_examples(model::Response& response, const TableRow& row) const {
        Result<model::Response> made = response_of(row, fixtures_);
        if (!made) return made.error().text();
        response = std::move(*made);
        if (response.headers.empty()) response.headers.push_back({"X-TEST", {"example"}});
        return "";
    }

    std::string set_mode(const std::string& mode) {
        mode_ = mode == "Provider" ? generation::Mode::provider : generation::Mode::consumer;
        return "";
    }

    static std::string set_header(model::Request& request, const std::vector<std::string>& name_and_value) {
        const std::string& name = name_and_value.at(0);
        request.headers.push_back({name, model::split_header_value(name, name_and_value.at(1))});
        return "";
    }

    std::string compare() {
        for (const model::Request& actual : actual_)
            mismatches_.push_back(matching::match_request(expected_, actual));
        return "";
    }

    bool all_match() const {
        return std::all_of(mismatches_.begin(), mismatches_.end(),
                           [](const auto& each) { return each.empty(); });
    }

    // The suite writes blanks after a semicolon as a pattern: "application/json;\s*charset=UTF-8".
    std::string find_mismatch(const std::string& location, std::string sentence) const {
        for (std::size_t at = 0; (at = sentence.find(";\\s*")) != std::string::npos;)
            sentence.erase(at + 1, 3);
        for (const matching::Mismatches& mismatches : mismatches_) {
            for (const matching::Mismatch& mismatch : mismatches) {
                if (mismatch.location == location && mismatch.sentence == sentence) return "";
            }
        }
        return "not among the mismatches:" + told(mismatches_);
    }

    std::string generate(const std::string& provider_state) {
        const Result<json::Value> values = json::parse(provider_state);
        if (!values || !values->object()) return "the context is no object";
        SeededRandom random(1);
        const SystemClock clock;
        generation::Context context{mode_, random, clock, *values->object()};
        expected_ = generation::generate_request(expected_, context);
        response_ = generation::generate_response(response_, context);
        return context.notes.empty() ? "" : context.notes.front();
    }

    // "path", "status", "header[X-TEST]", "queryParameter[v1]"
    std::string part_text(bool of_request, const std::string& part) const {
        if (part == "path") return expected_.path;
        if (part == "status") return std::to_string(response_.status);
        const std::size_t bracket = part.find('[');
        if (bracket == std::string::npos) return "";
        const std::string name = part.substr(bracket + 1, part.size() - bracket - 2);
        if (part.starts_with("header")) {
            for (const auto& field : of_request ? expected_.headers : response_.headers) {
                if (field.name == name) return field.values.at(0);
            }
        }
        for (const auto& parameter : expected_.query) {
            if (part.starts_with("query") && parameter.name == name && !parameter.values.empty())
                return parameter.values.at(0).value_or("");
        }
        return "";
    }

    std::string check_part(bool of_request, const std::string& part, const std::string& wanted,
                           const std::string& step) const {
        const std::string text = part_text(of_request, part);
        bool holds = text == wanted;
        if (step.find("will not be") != std::string::npos) holds = !holds;
        if (step.find("will match") != std::string::npos) {
            const Result<Regex> regex = Regex::compile(wanted);
            holds = regex && regex->matches_all_of(text).value_or(false);
        }
        return holds ? "" : "it is '" + text + "'";
    }

    template <class Exchange>
    std::string define(Exchange exchange) {
        model::Interaction& interaction = contract_.interactions.emplace_back();
        interaction.description = "interaction " + std::to_string(contract_.interactions.size());
        interaction.exchange = std::move(exchange);
        return "";
    }

    std::string write() {
        contract_.consumer = "consumer";
        contract_.provider = "provider";
        const Result<std::string> text = format::write_contract(contract_);
        if (!text) return text.error().text();
        written_ = json::parse(*text).value_or(json::Value());
        return "";
    }

    std::string check_written_type(const std::string& type) const {
        const json::Value* interactions = written_.find("interactions");
        if (!interactions || !interactions->array()) return "the file has no interactions";
        for (const json::Value& interaction : *interactions->array()) {
            const json::Value* written = interaction.find("type");
            if (written && *written == json::Value(type)) return "";
        }
        return "not in " + json::to_text(written_);
    }

    std::string check_generated(const std::string& path, const std::string& kind) const {
        const bool in_response = expected_.body.state == model::BodyState::missing;
        const Result<json::Value> body =
            json::parse(in_response ? response_.body.bytes : expected_.body.bytes);
        const json::Value* value = body ? body->find(path.substr(2)) : nullptr;  // "$.one"
        if (!value) return "there is no value at " + path;
        const std::string text = value->string() ? *value->string() : json::to_text(*value);
        const Result<Regex> regex = Regex::compile(pattern_for(kind));
        if (pattern_for(kind).empty() || !regex) return "the kind '" + kind + "' is not known";
        return regex->matches_all_of(text).value_or(false) ? "" : "'" + text + "' is no " + kind;
    }

    const std::filesystem::path& fixtures_;
    generation::Mode mode_ = generation::Mode::provider;
    model::Request expected_;
    model::Response response_;
    model::Contract contract_;
    json::Value written_;
    std::vector<model::Request> actual_;
    std::vector<matching::Mismatches> mismatches_;
};

}  // namespace

std::string pattern_for(const std::string& kind) {
    if (kind == "integer") return "\\d+";
    if (kind == "decimal number") return "\\d+\\.\\d+";
    if (kind == "hexadecimal number") return "[0-9A-F]+";
    if (kind == "random string") return "[A-Za-z0-9]+";
    if (kind == "string from the regex") return "\\d{1,8}";
    if (kind == "date") return "\\d{4}-\\d{2}-\\d{2}";
    if (kind == "time") return "\\d{2}:\\d{2}:\\d{2}";
    if (kind == "date-time") return "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}.*";
    if (kind == "boolean") return "true|false";
    if (kind == "simple UUID") return "[0-9a-f]{32}";
    if (kind == "lower-case-hyphenated UUID" || kind == "UUID")
        return "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    if (kind == "upper-case-hyphenated UUID") return "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}";
    if (kind == "URN UUID") return "urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    return "";
}

std::string run_scenario(const Scenario& scenario, const std::filesystem::path& fixtures) {
    ScenarioRun run(fixtures);
    for (const Step& step : scenario.steps) {
        if (std::string problem = run.run(step); !problem.empty()) return step.text + "\n  " + problem;
    }
    return "";
}

}  // namespace tally::conformance
