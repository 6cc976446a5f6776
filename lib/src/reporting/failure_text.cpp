#include "reporting/failure_text.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "reporting/body_excerpt.h"
#include "reporting/body_sides.h"
#include "reporting/causes.h"
#include "reporting/curl_line.h"
#include "reporting/remedies.h"
#include "reporting/repeated_differences.h"
#include "reporting/report_sentences.h"

namespace tally::reporting {

namespace {

using matching::Mismatch;
using matching::MismatchKind;
using verification::ContractResult;
using verification::InteractionResult;
using verification::Status;
using verification::VerificationResult;

constexpr std::size_t kValueBytes = 120;
constexpr std::size_t kExcerptLines = 10;
constexpr std::size_t kShownOthers = 40;  // with the same cause

// Collects lines "  label     text".
class Lines {
  public:
    void add(std::string line) { lines_.push_back(std::move(line)); }
    void labelled(std::string_view label, std::string_view text) {
        std::string line = "  " + std::string(label);
        line.resize(std::max<std::size_t>(line.size() + 2, 12), ' ');
        lines_.push_back(line + std::string(text));
    }
    void nested(std::string_view label, std::string_view text) {
        std::string line = "    " + std::string(label);
        line.resize(std::max<std::size_t>(line.size() + 1, 14), ' ');
        lines_.push_back(line + std::string(text));
    }
    std::size_t size() const { return lines_.size(); }
    std::vector<std::string> take() { return std::move(lines_); }

  private:
    std::vector<std::string> lines_;
};

std::string headline(const ContractResult& contract, const InteractionResult& result, const Style& style) {
    const auto& source = contract.source.contract;
    const Headline headline = headline_of(result);
    const std::string word = painted(headline.word, headline.weight, style);
    return word + "  " + style.strong(interaction_title(source.interactions[result.index])) + "  " +
           pair_of(contract);
}

// "12 other interactions for the same reason: p12, all (mobile-app)"
std::string others_line(const ToldFailure& failure) {
    const std::string& consumer = failure.contract->source.contract.consumer;
    std::vector<std::string> ids;
    for (const auto& other : failure.alike) {
        if (ids.size() == kShownOthers) break;
        const std::string& theirs = other.contract->source.contract.consumer;
        ids.push_back(one_line(other.interaction->id, 60) +
                      (theirs == consumer ? "" : " (" + one_line(theirs, 40) + ")"));
    }
    std::string line =
        text::counted(failure.alike.size(), "other interaction") +
        (failure.interaction->obstacle ? " for the same reason: " : " with the same answer: ") +
        text::join(ids, ", ");
    if (failure.alike.size() > ids.size())
        line += " and " + std::to_string(failure.alike.size() - ids.size()) + " more";
    return line;
}

void add_cause(Lines& lines, const RepeatedDifference& cause, const BodySides& sides, bool all_counted,
               const Style& style) {
    const Mismatch& mismatch = *cause.first;
    lines.labelled(label_of(mismatch), style.bad(one_line(mismatch.sentence, 2 * kValueBytes)));
    if (mismatch.kind == MismatchKind::body_type) return;  // its sentence names both types
    std::string expected = one_line(mismatch.expected, kValueBytes);
    if (!mismatch.rule.empty())
        expected += (expected.empty() ? "(rule " : "  (") + one_line(mismatch.rule, kValueBytes) + ")";
    lines.nested("expected", expected.empty() ? "(nothing)" : expected);
    lines.nested("actual", mismatch.actual.empty() ? "(nothing)" : one_line(mismatch.actual, kValueBytes));
    const std::string hint = sides.hint_of(mismatch);
    if (!hint.empty()) lines.nested("hint", hint);
    if (cause.more > 0) {
        lines.add(std::string(all_counted ? "    and " : "    and at least ") + std::to_string(cause.more) +
                  " more like it at " + one_line(cause.places, 100));
    }
}

void add_causes(Lines& lines, const std::vector<RepeatedDifference>& shown, const Causes& causes,
                const BodySides& sides, const Style& style) {
    std::size_t follow_on = causes.follow_on.size();
    std::size_t only_counted = 0;
    for (const auto* mismatch : causes.follow_on) {
        const std::size_t further = matching::further_differences(*mismatch);
        if (further > 0) --follow_on;
        only_counted += further;
    }
    std::size_t left = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (i < kShownCauses) {
            add_cause(lines, shown[i], sides, only_counted == 0, style);
        } else {
            left += 1 + shown[i].more;
        }
    }
    if (left > 0) {
        lines.add("  and " + text::counted(left, "more difference") + ", all of them in the JSON report");
    }
    if (only_counted > 0 && !causes.other_response)
        lines.add("  and " + text::counted(only_counted, "further difference") +
                  " in the body, only counted");
    if (follow_on > 0) {
        lines.add(style.faint("  " + text::counted(follow_on, "follow-on difference") + " not shown"));
    }
}

void add_excerpt(Lines& lines, const verification::Exchange& exchange,
                 const std::vector<RepeatedDifference>& causes, const BodySides& sides, bool other_response,
                 const Style& style, std::size_t max_lines) {
    const std::string& body = exchange.response.body;
    std::vector<BodyMark> marks;
    for (std::size_t i = 0; i < causes.size() && i < kShownCauses; ++i) {
        const Mismatch& mismatch = *causes[i].first;
        if (mismatch.kind != MismatchKind::body) continue;
        for (auto& mark : sides.marks_of(mismatch)) marks.push_back(std::move(mark));
    }
    // Text has no places to mark; there the line with what is actual has said it all
    std::vector<ExcerptLine> excerpt;
    if (other_response) {
        excerpt = body_excerpt(body, max_lines);
    } else if (!marks.empty()) {
        excerpt = json_excerpt(body, marks, max_lines);
    }
    for (const auto& line : excerpt)
        lines.add(line.marked ? style.bad("    > " + line.text) : "    | " + line.text);
}

}  // namespace

std::vector<std::string> failure_text(const VerificationResult& run, const ToldFailure& failure,
                                      const Style& style, const std::string& rerun) {
    const ContractResult& contract = *failure.contract;
    const InteractionResult& result = *failure.interaction;
    const auto& interaction = contract.source.contract.interactions[result.index];
    Lines lines;
    lines.add(headline(contract, result, style));
    if (result.pending)
        lines.labelled("pending", pending_because(contract, result) + "; does not fail the run");
    if (result.flaky) {
        lines.labelled("flaky", style.bad(flaky_line(*result.flaky)));
        for (const auto& reason : flaky_reasons(run, *result.flaky)) lines.labelled("because", reason);
    }
    lines.labelled("contract", one_line(result.place, 300));
    const std::string written = written_at(contract.source.contract, interaction);
    if (!written.empty()) lines.labelled("written", written);

    const auto& exchange = result.exchange;
    if (exchange) lines.labelled("request", request_line(*exchange));
    const auto remedies = remedies_of(contract, result);
    const std::size_t ending = remedies.size() + 2 + (failure.alike.empty() ? 0 : 1);
    if (result.status == Status::failed) {
        if (exchange) lines.labelled("response", response_line(*exchange));
        const Causes causes = find_causes(result.mismatches);
        const auto shown = fold_repeated(causes.shown);
        const BodySides sides(interaction, exchange ? *exchange : verification::Exchange());
        add_causes(lines, shown, causes, sides, style);
        const std::size_t room = kMaxFailureLines - std::min(kMaxFailureLines, lines.size() + ending);
        if (exchange)
            add_excerpt(lines, *exchange, shown, sides, causes.other_response, style,
                        std::min(room, kExcerptLines));
    } else if (result.obstacle) {
        const Error& error = result.obstacle->error;
        lines.labelled(
            "because",
            style.bad(one_line(error.where.empty() ? error.what : error.where + ": " + error.what, 600)));
    }
    if (!failure.alike.empty()) lines.labelled("also", others_line(failure));
    for (const auto& remedy : remedies) lines.labelled("try", remedy);
    if (exchange) lines.labelled("repeat", curl_line(exchange->origin, exchange->request));
    if (!rerun.empty()) lines.labelled("rerun", command_to_rerun(rerun, run.repetition, result));
    return lines.take();
}

}  // namespace tally::reporting
