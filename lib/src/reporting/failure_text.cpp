#include "reporting/failure_text.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "reporting/body_excerpt.h"
#include "reporting/causes.h"
#include "reporting/curl_line.h"

namespace tally::reporting {

namespace {

using matching::Mismatch;
using matching::MismatchKind;
using verification::ContractResult;
using verification::InteractionResult;
using verification::Status;

constexpr std::size_t kShownCauses = 3;
constexpr std::size_t kValueBytes = 120;

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
    std::string word;
    if (result.pending) {
        word = style.warning("PENDING");
    } else {
        word = style.bad(result.status == Status::failed ? "FAILED" : "NOT RUN");
    }
    return word + "  " + style.strong(interaction_title(source.interactions[result.index])) + "  " +
           one_line(source.consumer, 60) + " -> " + one_line(source.provider, 60);
}

// Where the consumer wrote the expectation, as recorded by "contract record": "tests/shop_test.cpp:57".
std::string written_at(const model::Contract& contract, const model::Interaction& interaction) {
    const json::Value* tally = contract.metadata.find("tally");
    const json::Value* sources = tally == nullptr ? nullptr : tally->find("sources");
    if (sources == nullptr) return "";
    for (const auto& name : {interaction.key, model::short_id(interaction), interaction.description}) {
        const json::Value* source = name.empty() ? nullptr : sources->find(name);
        if (source == nullptr) continue;
        if (source->string() != nullptr) return one_line(*source->string());
        const json::Value* file = source->find("file");
        if (file == nullptr) file = source->find("path");
        const json::Value* line = source->find("line");
        if (file == nullptr || file->string() == nullptr) continue;
        return one_line(*file->string()) + (line == nullptr ? "" : ":" + json::to_text(*line));
    }
    return "";
}

std::string response_line(const verification::Exchange& exchange) {
    const auto& response = exchange.response;
    const std::string phrase(http::reason_phrase(response.status));
    std::string line = std::to_string(response.status) + (phrase.empty() ? "" : " " + phrase) + " in " +
                       span_text(exchange.duration.count());
    if (const std::string* type = response.headers.find("Content-Type")) line += ", " + one_line(*type, 80);
    line += ", " + size_text(exchange.body_bytes);
    if (const std::string* location = response.headers.find("Location")) {
        line += ", redirects to " + one_line(masked_url(*location), 120) + " (not followed)";
    }
    return line;
}

std::string label_of(const Mismatch& mismatch) {
    switch (mismatch.kind) {
        case MismatchKind::status:
            return "status";
        case MismatchKind::header:
            return "header " + one_line(mismatch.location, 60);
        case MismatchKind::metadata:
            return "metadata " + one_line(mismatch.location, 60);
        case MismatchKind::body_type:
            return "body";
        case MismatchKind::body:
            return one_line(mismatch.location, 100);
        default:
            return std::string(matching::kind_name(mismatch.kind));
    }
}

void add_causes(Lines& lines, const Causes& causes, const Style& style) {
    for (std::size_t i = 0; i < causes.shown.size() && i < kShownCauses; ++i) {
        const Mismatch& mismatch = *causes.shown[i];
        lines.labelled(label_of(mismatch), style.bad(one_line(mismatch.sentence, 2 * kValueBytes)));
        if (mismatch.kind == MismatchKind::status || mismatch.kind == MismatchKind::body_type) continue;
        std::string expected = one_line(mismatch.expected, kValueBytes);
        if (!mismatch.rule.empty()) expected += "  (" + one_line(mismatch.rule, kValueBytes) + ")";
        lines.nested("expected", expected);
        lines.nested("actual",
                     mismatch.actual.empty() ? "(nothing)" : one_line(mismatch.actual, kValueBytes));
    }
    if (causes.shown.size() > kShownCauses) {
        lines.add("  and " + text::counted(causes.shown.size() - kShownCauses, "more difference") +
                  ", all of them in the JSON report");
    }
    if (!causes.follow_on.empty()) {
        lines.add(style.faint("  " + text::counted(causes.follow_on.size(), "follow-on difference") +
                              " not shown"));
    }
}

void add_excerpt(Lines& lines, const verification::Exchange& exchange, const Causes& causes,
                 const Style& style, std::size_t max_lines) {
    const std::string& body = exchange.response.body;
    std::vector<std::string> locations;
    for (std::size_t i = 0; i < causes.shown.size() && i < kShownCauses; ++i) {
        if (causes.shown[i]->kind == MismatchKind::body) locations.push_back(causes.shown[i]->location);
    }
    // Text has no places to mark; there the line with what is actual has said it all
    std::vector<ExcerptLine> excerpt;
    if (causes.other_response) {
        excerpt = body_excerpt(body, {}, max_lines);
    } else if (!locations.empty()) {
        excerpt = json_excerpt(body, locations, max_lines);
    }
    for (const auto& line : excerpt) {
        lines.add(line.marked ? style.bad("    > " + line.text) : "      " + line.text);
    }
}

std::string pending_because(const ContractResult& contract, const InteractionResult& result) {
    const auto& broker = contract.source.broker;
    if (contract.source.contract.interactions[result.index].pending)
        return "marked as pending in the contract";
    if (broker && broker->work_in_progress) return "work in progress: the broker offered it early";
    return "no version of this provider has verified it yet";
}

}  // namespace

std::string interaction_title(const model::Interaction& interaction) {
    std::string title = in_quotes(interaction.description);
    const auto& states = interaction.provider_states;
    for (std::size_t i = 0; i < states.size() && i < 3; ++i) {
        title += (i == 0 ? " given " : " and ") + in_quotes(states[i].name, 100);
    }
    if (states.size() > 3) title += " and " + std::to_string(states.size() - 3) + " more states";
    return title;
}

std::vector<std::string> failure_text(const ContractResult& contract, const InteractionResult& result,
                                      const Style& style, const std::string& rerun, std::size_t alike) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    Lines lines;
    lines.add(headline(contract, result, style));
    if (result.pending)
        lines.labelled("pending", pending_because(contract, result) + "; does not fail the run");
    lines.labelled("contract", one_line(result.place, 300));
    const std::string written = written_at(contract.source.contract, interaction);
    if (!written.empty()) lines.labelled("written", written);

    const auto& exchange = result.exchange;
    if (exchange) {
        lines.labelled("request",
                       one_line(exchange->request.method, 20) + " " +
                           one_line(exchange->origin + masked_target(exchange->request.target), 300));
    }
    constexpr std::size_t ending = 3;
    if (result.status == Status::failed && exchange) {
        lines.labelled("response", response_line(*exchange));
        const Causes causes = find_causes(result.mismatches);
        add_causes(lines, causes, style);
        const std::size_t room = kMaxFailureLines - std::min(kMaxFailureLines, lines.size() + ending);
        add_excerpt(lines, *exchange, causes, style, std::min<std::size_t>(room, 8));
        lines.labelled("try", "correct the provider, or agree with " +
                                  one_line(contract.source.contract.consumer, 60) + " on another contract");
    } else if (result.obstacle) {
        const Error& error = result.obstacle->error;
        lines.labelled(
            "because",
            style.bad(one_line(error.where.empty() ? error.what : error.where + ": " + error.what, 600)));
        if (alike > 0)
            lines.labelled("also", text::counted(alike, "other interaction") + " for the same reason");
        if (!error.remedy.empty()) lines.labelled("try", one_line(error.remedy, 300));
    }
    if (exchange) lines.labelled("repeat", curl_line(exchange->origin, exchange->request));
    lines.labelled("rerun", rerun + " --only " + shell_quoted(one_line(result.id)));
    return lines.take();
}

}  // namespace tally::reporting
