#include "reporting/junit_report.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "reporting/causes.h"
#include "reporting/failure_text.h"
#include "reporting/repeated_differences.h"
#include "reporting/report_sentences.h"

namespace tally::reporting {

namespace {

using namespace verification;

std::string xml(std::string_view text) {
    // Control characters cannot stand in XML at all, not even escaped
    std::string safe;
    for (const auto piece : text::split(text, '\n'))
        safe += (safe.empty() ? "" : "\n") + text::printable(piece);
    safe = text::replace_all(std::move(safe), "&", "&amp;");
    safe = text::replace_all(std::move(safe), "<", "&lt;");
    safe = text::replace_all(std::move(safe), ">", "&gt;");
    return text::replace_all(std::move(safe), "\"", "&quot;");
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xml(value) + "\"";
}

std::string seconds(std::chrono::microseconds span) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.3f", static_cast<double>(span.count()) / 1e6);
    return buffer;
}

std::string counts(std::size_t tests, std::size_t failures, std::size_t errors, std::size_t skipped) {
    return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
           attribute("errors", std::to_string(errors)) + attribute("skipped", std::to_string(skipped));
}

std::string first_sentence(const InteractionResult& result) {
    if (result.flaky) return "flaky: " + flaky_line(*result.flaky);
    if (result.obstacle) return one_line(result.obstacle->error.what, 300);
    const Causes causes = find_causes(result.mismatches);
    return causes.shown.empty() ? "" : one_line(causes.shown.front()->sentence, 300);
}

// The text for people leaves out what repeats or follows; whoever reads this file may have no other.
std::string all_differences(const InteractionResult& result) {
    const Causes causes = find_causes(result.mismatches);
    const std::size_t shown = std::min(fold_repeated(causes.shown).size(), kShownCauses);
    if (result.mismatches.size() <= shown) return "";
    std::string lines = "\nall differences:";
    for (const auto& mismatch : result.mismatches)
        lines += "\n  " + label_of(mismatch) + ": " + one_line(mismatch.sentence, 300);
    return lines;
}

std::string outcome(const VerificationResult& run, const ContractResult& contract,
                    const InteractionResult& result) {
    if (result.status == Status::passed) return "";
    if (result.status == Status::skipped) {
        return "      <skipped" + attribute("message", "left out: " + result.skipped_because) + "/>\n";
    }
    if (result.pending)
        return "      <skipped" + attribute("message", "pending: " + first_sentence(result)) + "/>\n";
    const std::string element = result.status == Status::failed ? "failure" : "error";
    const std::string body =
        text::join(failure_text(run, {{&contract, &result}, {}}, Style{}, "contract-verify"), "\n") +
        all_differences(result);
    return "      <" + element + attribute("message", first_sentence(result)) + ">" + xml(body) + "</" +
           element + ">\n";
}

std::string name_of(const model::Interaction& interaction) {
    std::string name = one_line(interaction.description, 300);
    for (std::size_t i = 0; i < interaction.provider_states.size(); ++i) {
        name += (i == 0 ? ", given " : " and ") + one_line(interaction.provider_states[i].name, 200);
    }
    return name;
}

// By how their first run that did not pass ended, as `outcome` writes them.
std::size_t number_of(const ContractResult& contract, Status status) {
    return static_cast<std::size_t>(
        std::count_if(contract.interactions.begin(), contract.interactions.end(),
                      [status](const auto& result) { return result.status == status && !result.pending; }));
}

std::string suite(const VerificationResult& run, const ContractResult& contract) {
    const auto& source = contract.source.contract;
    const Totals totals = count(contract);
    std::chrono::microseconds spent{0};
    std::string cases;
    for (const auto& result : contract.interactions) {
        spent += result.duration;
        const std::string inside = outcome(run, contract, result);
        cases += "    <testcase" + attribute("name", name_of(source.interactions[result.index])) +
                 attribute("classname", source.provider + "." + source.consumer) +
                 attribute("time", seconds(result.duration));
        cases += inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n";
    }
    return "  <testsuite" + attribute("name", source.consumer + " -> " + source.provider) +
           counts(contract.interactions.size(), number_of(contract, Status::failed),
                  number_of(contract, Status::not_run),
                  totals.skipped + totals.pending_failed + totals.pending_not_run) +
           attribute("time", seconds(spent)) + ">\n" + cases + "  </testsuite>\n";
}

std::string problem_case(const std::string& name, const std::string& element, const std::string& message,
                         const std::string& text) {
    return "    <testcase" + attribute("name", name) + attribute("classname", "contracts") + ">\n      <" +
           element + attribute("message", message) + ">" + xml(text) + "</" + element +
           ">\n    </testcase>\n";
}

// What belongs to no interaction still has to turn a build server's page red.
std::string problem_suite(const VerificationResult& result) {
    std::string cases;
    std::size_t errors = result.failures.size();
    std::size_t failures = 0;
    std::size_t skipped = 0;
    for (const auto& failure : result.failures)
        cases +=
            problem_case("contract can be read: " + failure.where, "error", failure.what, failure.text());
    if (result.nothing && !result.nothing_is_allowed) {
        ++errors;
        cases += problem_case("something was verified", "error", result.nothing->sentence,
                              result.nothing->sentence + "; " + result.nothing->remedy);
    }
    for (const auto& variant : result.unwitnessed) {
        ++(result.witness_required ? failures : skipped);
        const std::string because = "unwitnessed: " + unwitnessed_because(result, variant);
        cases += problem_case("seen: " + unwitnessed_line(variant),
                              result.witness_required ? "failure" : "skipped", because,
                              unwitnessed_remedy(result, variant));
    }
    for (const auto& contract : result.contracts) {
        if (contract.publication.state != ResultPublication::State::failed) continue;
        ++errors;
        const auto& error = contract.publication.error;
        cases += problem_case("result is published: " + pair_of(contract), "error",
                              publication_line(contract), error ? error->text() : "");
    }
    if (cases.empty()) return "";
    return "  <testsuite" + attribute("name", "contracts") +
           counts(errors + failures + skipped, failures, errors, skipped) + ">\n" + cases +
           "  </testsuite>\n";
}

}  // namespace

std::string junit_report(const VerificationResult& result) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                       attribute("name", "contract-verify " + result.provider) +
                       attribute("time", seconds(result.duration)) + ">\n";
    for (const auto& contract : result.contracts) text += suite(result, contract);
    return text + problem_suite(result) + "</testsuites>\n";
}

}  // namespace tally::reporting
