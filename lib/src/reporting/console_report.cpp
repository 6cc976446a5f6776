#include "reporting/console_report.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "reporting/failure_text.h"

namespace tally::reporting {

namespace {

using namespace verification;

std::string pair_of(const ContractResult& contract) {
    return one_line(contract.source.contract.consumer, 80) + " -> " +
           one_line(contract.source.contract.provider, 80);
}

// Links to results carry what the broker wants to remember of the run; the result is found without it too.
std::string without_metadata(const std::string& url) {
    const auto start = url.find("/metadata/");
    const auto end = url.find("/verification-results/");
    if (start == std::string::npos || end == std::string::npos || end < start) return url;
    return url.substr(0, start) + url.substr(end);
}

bool needs_telling(const InteractionResult& interaction) {
    return interaction.status == Status::failed || interaction.status == Status::not_run;
}

// Broker notices name the outcome they are for: "after_verification:success_true_published_false".
std::string moment_after(const ContractResult& contract) {
    const Totals totals = count(contract);
    const bool success = totals.failed + totals.pending_failed + totals.not_run + totals.pending_not_run == 0;
    const bool published = contract.publication.state == ResultPublication::State::published;
    return std::string("after_verification:success_") + (success ? "true" : "false") + "_published_" +
           (published ? "true" : "false");
}

// Obstacles with the same key have the same cause. A refused state tells which; a server that is away says
// nothing more.
std::string obstacle_key(const Obstacle& obstacle) {
    const Error& error = obstacle.error;
    const bool names_the_state = error.code == ErrorCode::io;
    return std::string(obstacle_name(obstacle.kind)) + "\n" + (names_the_state ? error.where : "") + "\n" +
           error.what;
}

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
}

void ConsoleReport::start(const ContractResult& contract) {
    std::string title = settings_.style.strong(pair_of(contract)) + "  " +
                        settings_.style.faint(one_line(contract.source.origin, 300));
    const auto& broker = contract.source.broker;
    if (broker && !broker->reason.empty())
        title += settings_.style.faint(" (" + one_line(broker->reason, 200) + ")");
    if (broker && broker->pending) title += "  " + settings_.style.warning("pending");
    line(title);
    if (!broker) return;
    for (const auto& notice : broker->notices) {
        if (notice.when == "before_verification") {
            for (const auto piece : text::split(notice.text, '\n')) line("  " + one_line(piece, 400));
        }
    }
}

void ConsoleReport::progress(const ContractResult& contract, const InteractionResult& result) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    const Style& style = settings_.style;
    std::string word;
    if (result.status == Status::passed) {
        word = style.good("passed ");
    } else if (result.pending) {
        word = style.warning("pending");
    } else {
        word = style.bad(result.status == Status::failed ? "FAILED " : "NOT RUN");
    }
    line("  " + word + "  " + interaction_title(interaction) + " " +
         style.faint("(" + span_text(result.duration.count()) + ")"));
}

void ConsoleReport::print_failures(const VerificationResult& result) {
    // One obstacle often stops many interactions: told once, with their number
    std::map<std::string, std::size_t> obstacles;
    for (const auto& contract : result.contracts) {
        for (const auto& interaction : contract.interactions) {
            if (interaction.obstacle) ++obstacles[obstacle_key(*interaction.obstacle)];
        }
    }
    std::set<std::string> told;
    for (const bool pending : {true, false}) {
        for (const auto& contract : result.contracts) {
            for (const auto& interaction : contract.interactions) {
                if (!needs_telling(interaction) || interaction.pending != pending) continue;
                std::size_t alike = 0;
                if (interaction.obstacle) {
                    const std::string key = obstacle_key(*interaction.obstacle);
                    if (!told.insert(key).second) continue;
                    alike = obstacles[key] - 1;
                }
                line("");
                for (const auto& text :
                     failure_text(contract, interaction, settings_.style, settings_.rerun, alike)) {
                    line(text);
                }
            }
        }
    }
}

void ConsoleReport::print_unreadable(const VerificationResult& result) {
    if (!result.failures.empty()) line("");
    for (const auto& failure : result.failures) print_(error_lines(failure, settings_.style, "UNREADABLE "));
}

void ConsoleReport::print_publications(const VerificationResult& result) {
    bool any = false;
    for (const auto& contract : result.contracts) {
        const auto& publication = contract.publication;
        if (publication.state == ResultPublication::State::not_asked) continue;
        if (!std::exchange(any, true)) line("");
        switch (publication.state) {
            case ResultPublication::State::published: {
                const Totals totals = count(contract);
                const bool success = totals.failed + totals.pending_failed == 0;
                line(std::string("published as ") + (success ? "successful" : "failed") + ": " +
                     pair_of(contract) + "  " + one_line(without_metadata(publication.url), 300));
                break;
            }
            case ResultPublication::State::withheld:
                line("not published: " + pair_of(contract) + ", because " + publication.why);
                break;
            case ResultPublication::State::failed:
                line("NOT PUBLISHED: " + pair_of(contract));
                if (publication.error) print_(error_lines(*publication.error, settings_.style, "  error:"));
                break;
            case ResultPublication::State::not_asked:
                break;
        }
    }
    for (const auto& contract : result.contracts) {
        if (!contract.source.broker) continue;
        const std::string moment = moment_after(contract);
        for (const auto& notice : contract.source.broker->notices) {
            if (notice.when == moment) line(one_line(notice.text, 400));
        }
    }
}

void ConsoleReport::print_total(const VerificationResult& result) {
    const Totals totals = count(result);
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
    std::vector<std::string> parts = {std::to_string(totals.passed) + " passed"};
    const auto add = [&](std::size_t number, const std::string& what) {
        if (number > 0) parts.push_back(std::to_string(number) + " " + what);
    };
    add(totals.failed, "failed");
    add(totals.not_run, "not run");
    add(totals.pending_failed + totals.pending_not_run, "pending (not fatal)");
    add(totals.skipped, "left out");
    add(result.failures.size(), result.failures.size() == 1 ? "contract unreadable" : "contracts unreadable");
    const bool good = verdict(result) == Verdict::verified;
    const std::string summary = text::join(parts, ", ");
    line((good ? style.good(summary) : style.bad(summary)) + "  (" +
         text::counted(totals.contracts, "contract") + ", " + span_text(result.duration.count()) + ")");
}

void ConsoleReport::finish(const VerificationResult& result) {
    print_failures(result);
    print_unreadable(result);
    print_publications(result);
    print_total(result);
}

}  // namespace tally::reporting
