#include "reporting/console_report.h"

#include <utility>
#include <vector>

#include "base/text.h"
#include "reporting/common_causes.h"
#include "reporting/failure_text.h"
#include "reporting/report_sentences.h"

namespace tally::reporting {

namespace {

using namespace verification;

std::string error_lines(const Error& error, const Style& style, std::string_view word) {
    const std::string what = error.where.empty() ? error.what : error.where + ": " + error.what;
    std::string lines = style.bad(word) + " " + one_line(what, 800) + "\n";
    if (!error.remedy.empty()) lines += "  try: " + one_line(error.remedy, 400) + "\n";
    return lines;
}

}  // namespace

void ConsoleReport::on(const Event& event) {
    if (const auto* run = std::get_if<RunStarted>(&event)) start(run->result);
    if (const auto* contract = std::get_if<ContractStarted>(&event)) start(contract->contract);
    if (const auto* done = std::get_if<InteractionFinished>(&event))
        progress(done->contract, done->interaction);
}

void ConsoleReport::start(const VerificationResult& result) {
    for (const auto& warning : result.warnings) complain_("warning: " + one_line(warning, 400) + "\n");
    for (const auto& contract : result.contracts) {
        for (const auto& warning : contract.source.warnings) {
            const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
            complain_("warning: " + one_line(as_error.text(), 400) + "\n");
        }
        if (contract.interactions.empty()) {
            complain_("warning: " + one_line(contract.source.origin, 300) + " has no interactions\n");
        }
    }
    const std::string repetition = repetition_line(result.repetition);
    if (!repetition.empty()) line(settings_.style.faint("running " + repetition));
}

void ConsoleReport::start(const ContractResult& contract) {
    std::string title = settings_.style.strong(pair_of(contract)) + "  " +
                        settings_.style.faint(one_line(contract.source.origin, 300));
    const auto& broker = contract.source.broker;
    if (broker && !broker->reason.empty())
        title += settings_.style.faint(" (" + one_line(broker->reason, 200) + ")");
    if (broker && broker->pending) title += "  " + settings_.style.warning("pending");
    line(title);
    for (const auto& notice : opening_notices(contract)) line("  " + notice);
}

void ConsoleReport::progress(const ContractResult& contract, const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    const Style& style = settings_.style;
    Headline headline = headline_of(result);
    if (result.pending && headline.weight == Weight::warning) headline.word = "pending";
    if (result.obstacle && !result.pending && !result.flaky) headline.word = "NOT RUN";
    std::string padded(headline.word);
    padded.resize(7, ' ');
    const std::string word = painted(padded, headline.weight, style);
    line("  " + word + "  " + interaction_title(interaction) + " " +
         style.faint("(" + span_text(result.duration.count()) + ")"));
    for (const auto& comment : comment_lines(interaction)) line("           " + style.faint(comment));
}

void ConsoleReport::print_failures(const VerificationResult& result) {
    for (const auto& failure : told_failures(result)) {
        line("");
        for (const auto& text : failure_text(result, failure, settings_.style, settings_.rerun)) line(text);
    }
}

void ConsoleReport::print_unwitnessed(const VerificationResult& result) {
    if (!result.unwitnessed.empty()) line("");
    const Weight weight = result.witness_required ? Weight::bad : Weight::warning;
    for (const auto& variant : result.unwitnessed) {
        line(painted("UNWITNESSED", weight, settings_.style) + "  " + unwitnessed_line(variant));
        line("  because   " + unwitnessed_because(result, variant) +
             (result.witness_required ? "" : "; does not fail the run"));
        line("  try       " + unwitnessed_remedy(result, variant));
    }
}

void ConsoleReport::print_unreadable(const VerificationResult& result) {
    if (!result.failures.empty()) line("");
    for (const auto& failure : result.failures) print_(error_lines(failure, settings_.style, "UNREADABLE "));
}

void ConsoleReport::print_publications(const VerificationResult& result) {
    bool any = false;
    for (const auto& contract : result.contracts) {
        const std::string sentence = publication_line(contract);
        if (sentence.empty()) continue;
        if (!std::exchange(any, true)) line("");
        line(sentence);
        const auto& error = contract.publication.error;
        if (error) print_(error_lines(*error, settings_.style, "  error:"));
    }
    for (const auto& contract : result.contracts) {
        for (const auto& notice : closing_notices(contract)) line(notice);
    }
}

void ConsoleReport::print_total(const VerificationResult& result) {
    const Style& style = settings_.style;
    line("");
    if (result.nothing) {
        const std::string sentence = one_line(result.nothing->sentence, 800);
        if (result.nothing_is_allowed) {
            line("nothing was verified: " + sentence + " (allowed)");
        } else {
            line(style.bad("NOTHING WAS VERIFIED: ") + sentence);
            const bool by_chance =
                result.nothing->reason == NothingReason::not_run || !result.failures.empty();
            line("  try: " + one_line(result.nothing->remedy, 400) +
                 (by_chance ? "" : "; or pass --allow-nothing"));
        }
    }
    if (result.ended_early) line("ended at the first failure, as asked");
    const bool good = verdict(result) == Verdict::verified;
    const std::string summary = totals_line(result);
    line((good ? style.good(summary) : style.bad(summary)) + "  (" +
         text::counted(result.contracts.size(), "contract") + ", " + span_text(result.duration.count()) +
         ")");
    const std::string causes = causes_line(result);
    if (!causes.empty()) line(causes);
    const std::string repetition = repetition_line(result.repetition);
    if (!good && !repetition.empty()) {
        line("ran " + repetition +
             (result.repetition.shuffle
                  ? "; the same order again: --shuffle --seed " + std::to_string(result.repetition.seed)
                  : ""));
    }
}

void ConsoleReport::finish(const VerificationResult& result) {
    print_failures(result);
    print_unwitnessed(result);
    print_unreadable(result);
    print_publications(result);
    print_total(result);
}

}  // namespace tally::reporting
