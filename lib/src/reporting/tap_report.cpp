#include "reporting/tap_report.h"

#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "reporting/causes.h"
#include "reporting/common_causes.h"
#include "reporting/curl_line.h"
#include "reporting/failure_codes.h"
#include "reporting/remedies.h"
#include "reporting/report_entries.h"
#include "reporting/report_sentences.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

using namespace verification;

constexpr std::size_t kShownDifferences = 100;
constexpr std::size_t kTextBytes = 2000;

// In descriptions and reasons a number sign would start a directive.
std::string escaped(std::string text) {
    text = text::replace_all(std::move(text), "\\", "\\\\");
    return text::replace_all(std::move(text), "#", "\\#");
}

// A text of JSON is one of YAML too.
std::string in_yaml(std::string_view text) {
    return json::to_text(json::Value(text::printable(text::shorten(text, kTextBytes))));
}

// The block of diagnostics below a test point.
class Diagnostics {
  public:
    void add(std::string_view name, std::string_view text) {
        if (!text.empty()) line(1, std::string(name) + ": " + in_yaml(text));
    }
    void add(std::string_view name, std::size_t number) {
        line(1, std::string(name) + ": " + std::to_string(number));
    }
    void add(std::string_view name, const std::vector<std::string>& texts) {
        if (texts.empty()) return;
        line(1, std::string(name) + ":");
        for (const auto& text : texts) line(2, "- " + in_yaml(text));
    }
    void add(std::string_view name, const ReportPlace& place) {
        if (place.file.empty()) return;
        line(1, std::string(name) + ":");
        line(2, "file: " + in_yaml(place.file));
        if (place.line > 0) line(2, "line: " + std::to_string(place.line));
    }
    // One of a list; the name and the text of each member.
    void add_entry(const std::vector<std::pair<std::string_view, std::string>>& members) {
        const char* mark = "- ";
        for (const auto& [name, text] : members) {
            line(2, std::exchange(mark, "  ") + std::string(name) + ": " + in_yaml(text));
        }
    }
    void start(std::string_view name) { line(1, std::string(name) + ":"); }
    std::string take() const { return lines_.empty() ? "" : "  ---\n" + lines_ + "  ...\n"; }

  private:
    void line(std::size_t depth, const std::string& text) {
        lines_ += std::string(2 * depth, ' ') + text + "\n";
    }
    std::string lines_;
};

std::string name_of(const ContractResult& contract, const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    std::string name = pair_of(contract) + ": " + one_line(interaction.description, 300);
    for (std::size_t i = 0; i < interaction.provider_states.size(); ++i)
        name += (i == 0 ? ", given " : " and ") + one_line(interaction.provider_states[i].name, 200);
    return name;
}

void add_differences(Diagnostics& diagnostics, const InteractionResult& result) {
    if (result.mismatches.empty()) return;
    diagnostics.start("differences");
    const Causes causes = find_causes(result.mismatches);
    std::size_t told = 0;
    for (const auto* mismatch : causes.shown) {
        if (told++ == kShownDifferences) break;
        std::vector<std::pair<std::string_view, std::string>> members = {{"where", label_of(*mismatch)},
                                                                         {"sentence", mismatch->sentence},
                                                                         {"expected", mismatch->expected},
                                                                         {"actual", mismatch->actual}};
        if (!mismatch->rule.empty()) members.emplace_back("rule", mismatch->rule);
        diagnostics.add_entry(members);
    }
    const std::size_t further = result.mismatches.size() - std::min(causes.shown.size(), kShownDifferences);
    if (further > 0) diagnostics.add("further", further);
}

std::string diagnostics_of(const VerificationResult& run, const ContractResult& contract,
                           const InteractionResult& result, const std::string& rerun) {
    const auto& source = contract.source.contract;
    Diagnostics diagnostics;
    diagnostics.add("kind", headline_of(result).word);
    diagnostics.add("code", failure_code(result));
    diagnostics.add("id", result.id);
    if (result.flaky) {
        diagnostics.add("flaky", flaky_line(*result.flaky));
        diagnostics.add("because", flaky_reasons(run, *result.flaky));
    }
    if (result.obstacle) {
        const Error& error = result.obstacle->error;
        diagnostics.add("message", error.where.empty() ? error.what : error.where + ": " + error.what);
    }
    diagnostics.add("contract", place_in(result.place.empty() ? contract.source.origin : result.place));
    diagnostics.add("written", place_in(written_at(source, source.interactions[result.index])));
    if (result.exchange) {
        diagnostics.add("request", request_line(*result.exchange));
        if (result.exchange->response.status != 0)
            diagnostics.add("response", response_line(*result.exchange));
    }
    add_differences(diagnostics, result);
    diagnostics.add("try", remedies_of(contract, result));
    if (result.exchange) {
        diagnostics.add("repeat", curl_line(result.exchange->origin, result.exchange->request));
    }
    diagnostics.add("rerun", command_to_rerun(rerun, run.repetition, result));
    return diagnostics.take();
}

class Points {
  public:
    void comment(const std::string& text) { text_ += "# " + text + "\n"; }
    void add(bool good, const std::string& name, const std::string& directive = "",
             const std::string& diagnostics = "") {
        text_ += (good ? "ok " : "not ok ") + std::to_string(++number_) + " - " + escaped(name);
        if (!directive.empty()) text_ += " # " + escaped(directive);
        text_ += "\n" + diagnostics;
    }
    std::string document() const { return "TAP version 14\n1.." + std::to_string(number_) + "\n" + text_; }

  private:
    std::string text_;
    std::size_t number_ = 0;
};

void add(Points& points, const VerificationResult& run, const ContractResult& contract,
         const InteractionResult& result, const std::string& rerun) {
    const std::string name = name_of(contract, result);
    if (result.status == Status::passed) return points.add(true, name);
    if (result.status == Status::skipped) {
        return points.add(true, name, "SKIP " + one_line(result.skipped_because, 200));
    }
    points.add(false, name, result.pending ? "TODO " + pending_because(contract, result) : "",
               diagnostics_of(run, contract, result, rerun));
}

void add_entry(Points& points, const ReportEntry& entry) {
    Diagnostics diagnostics;
    diagnostics.add("code", entry.code);
    diagnostics.add("message", entry.message);
    diagnostics.add("contract", entry.place);
    const bool fatal = entry.severity == model::Severity::error;
    points.add(false, entry.title, fatal ? "" : "TODO does not fail the run", diagnostics.take());
}

}  // namespace

std::string tap_report(const VerificationResult& result, const std::string& rerun) {
    Points points;
    const std::string repetition = repetition_line(result.repetition);
    if (!repetition.empty()) points.comment("running " + repetition);
    for (const auto& contract : result.contracts) {
        points.comment(pair_of(contract) + "  " + one_line(contract.source.origin, 300));
        for (const auto& interaction : contract.interactions)
            add(points, result, contract, interaction, rerun);
    }
    for (const auto& entry : problem_entries(result)) add_entry(points, entry);
    points.comment(totals_line(result));
    return points.document();
}

}  // namespace tally::reporting
