#include "reporting/html_report.h"

#include "base/text.h"
#include "reporting/body_excerpt.h"
#include "reporting/body_sides.h"
#include "reporting/causes.h"
#include "reporting/curl_line.h"
#include "reporting/remedies.h"
#include "reporting/report_sentences.h"
#include "reporting/style.h"

namespace tally::reporting {

namespace {

using namespace verification;
using matching::Mismatch;
using matching::MismatchKind;

constexpr std::size_t kValueBytes = 2000;
constexpr std::size_t kExcerptLines = 60;

constexpr std::string_view kStyleSheet = R"(
:root { color-scheme: light dark; --page: #fff; --text: #1c1e21; --faint: #5c6570; --line: #d8dce1; --box: #f5f6f8;
  --good: #14713a; --bad: #b3201b; --warning: #8a5a00; --mark: #fde2e0; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15181c; --text: #e4e7ea; --faint: #9aa3ad; --line: #363c44; --box: #1e2228;
    --good: #5fce8c; --bad: #ff8a80; --warning: #f0b849; --mark: #4a2220; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2rem 0 0; font-size: 1.15rem; }
p { margin: .25rem 0; } ul { margin: .25rem 0; padding-left: 1.25rem; }
.faint { color: var(--faint); } .good { color: var(--good); } .bad { color: var(--bad); }
.warning { color: var(--warning); }
.box { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-left-width: 4px; border-radius: 4px; }
.box.bad { border-left-color: var(--bad); color: inherit; }
.box.warning { border-left-color: var(--warning); color: inherit; }
.row, details { border-bottom: 1px solid var(--line); }
.row, summary { padding: .35rem 0; }
summary { cursor: pointer; }
.word { display: inline-block; min-width: 7.5rem; font-weight: 600; }
details > div { padding: 0 0 1rem 1rem; }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .1rem .75rem; margin: .25rem 0; }
dt { color: var(--faint); } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; }
th, td { padding: .35rem .5rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--box); font-weight: 600; }
code, pre { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--box); border-radius: 4px; }
mark { display: block; background: var(--mark); color: inherit; }
)";

// For text between tags and in quoted attributes.
std::string html(std::string_view text) {
    std::string safe;
    for (const char c : text::printable(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

// `content` is HTML already; `css` a class of the style sheet, or empty.
std::string element(const std::string& name, std::string_view css, const std::string& content) {
    const std::string attribute = css.empty() ? "" : " class=\"" + std::string(css) + "\"";
    return "<" + name + attribute + ">" + content + "</" + name + ">";
}
std::string line(const std::string& name, std::string_view css, const std::string& content) {
    return element(name, css, content) + "\n";
}

std::string error_box(const Error& error, std::string_view what) {
    const std::string place = error.where.empty() ? "" : error.where + ": ";
    std::string inside = line("p", "", element("strong", "bad", html(what)) + " " + html(place + error.what));
    if (!error.remedy.empty()) inside += line("p", "faint", "try: " + html(error.remedy));
    return line("div", "box bad", "\n" + inside);
}

struct Word {
    std::string_view text;
    std::string_view css;
};
Word word_for(const InteractionResult& result) {
    const Headline headline = headline_of(result);
    switch (headline.weight) {
        case Weight::good:
            return {headline.word, "good"};
        case Weight::note:
            return {headline.word, "faint"};
        case Weight::warning:
            return {headline.word, "warning"};
        case Weight::bad:
            break;
    }
    return {headline.word, "bad"};
}

Word word_for(const VerificationResult& result) {
    switch (verdict(result)) {
        case Verdict::verified:
            if (result.nothing) return {"nothing verified (allowed)", "warning"};
            return {"verified", "good"};
        case Verdict::broken:
            return {"broken", "bad"};
        case Verdict::flaky:
            return {"flaky", "bad"};
        case Verdict::could_not_find_out:
            return {"could not find out", "bad"};
        case Verdict::nothing_verified:
            return {"nothing verified", "bad"};
    }
    return {"", ""};
}

std::string value_cell(const std::string& value, const std::string& note) {
    const std::string shown = value.empty() ? element("span", "faint", "(nothing)")
                                            : element("code", "", html(text::shorten(value, kValueBytes)));
    return element("td", "", shown + (note.empty() ? "" : " " + element("span", "faint", html(note))));
}

std::string difference_row(const Mismatch& mismatch, bool follows) {
    std::string sentence = html(text::shorten(mismatch.sentence, kValueBytes));
    if (follows) sentence = element("span", "faint", sentence + " (follows from the others)");
    const std::string rule = mismatch.rule.empty() ? "" : "(" + one_line(mismatch.rule, 300) + ")";
    return line("tr", "",
                element("td", "", element("code", "", html(label_of(mismatch)))) +
                    element("td", "", sentence) + value_cell(mismatch.expected, rule) +
                    value_cell(mismatch.actual, ""));
}

std::string differences_table(const Causes& causes) {
    std::string rows = line("tr", "", "<th>Where</th><th>Difference</th><th>Expected</th><th>Actual</th>");
    for (const auto* mismatch : causes.shown) rows += difference_row(*mismatch, false);
    for (const auto* mismatch : causes.follow_on) rows += difference_row(*mismatch, true);
    return line("table", "", "\n" + rows);
}

std::string excerpt(const model::Interaction& interaction, const Exchange& exchange, const Causes& causes) {
    std::vector<BodyMark> marks;
    const BodySides sides(interaction, exchange);
    for (const auto* mismatch : causes.shown) {
        if (mismatch->kind != MismatchKind::body) continue;
        for (auto& mark : sides.marks_of(*mismatch)) marks.push_back(std::move(mark));
    }
    if (marks.empty() && !causes.other_response) return "";
    std::string lines;
    const auto shown = causes.other_response ? body_excerpt(exchange.response.body, kExcerptLines)
                                             : json_excerpt(exchange.response.body, marks, kExcerptLines);
    for (const auto& each : shown) {
        // A marked line is a block and ends itself
        lines += each.marked ? element("mark", "", html(each.text)) : html(each.text) + "\n";
    }
    std::string hints;
    for (const auto* mismatch : causes.shown) {
        const std::string hint = sides.hint_of(*mismatch);
        if (!hint.empty()) hints += line("p", "", "hint: " + html(hint));
    }
    return hints + (lines.empty() ? "" : line("pre", "", lines));
}

// A list of labels and texts.
class Facts {
  public:
    void add(const std::string& label, const std::string& text) {
        if (!text.empty()) rows_ += line("dt", "", html(label)) + line("dd", "", html(text));
    }
    std::string take() const { return rows_.empty() ? "" : line("dl", "", "\n" + rows_); }

  private:
    std::string rows_;
};

std::string details_of(const VerificationResult& run, const ContractResult& contract,
                       const InteractionResult& result, const HtmlReportSettings& settings) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    Facts facts;
    if (result.pending) facts.add("pending", pending_because(contract, result) + "; does not fail the run");
    if (result.flaky) {
        facts.add("flaky", flaky_line(*result.flaky));
        for (const auto& reason : flaky_reasons(run, *result.flaky)) facts.add("because", reason);
    }
    facts.add("contract", result.place);
    facts.add("written", written_at(contract.source.contract, interaction));
    if (result.exchange) {
        facts.add("request", request_line(*result.exchange));
        if (result.exchange->response.status != 0) facts.add("response", response_line(*result.exchange));
    }
    if (result.obstacle) {
        const Error& error = result.obstacle->error;
        facts.add("because", error.where.empty() ? error.what : error.where + ": " + error.what);
    }
    std::string inside = facts.take();
    if (!result.mismatches.empty()) {
        const Causes causes = find_causes(result.mismatches);
        inside += differences_table(causes);
        if (result.exchange) inside += excerpt(interaction, *result.exchange, causes);
    }
    Facts next;
    for (const auto& remedy : remedies_of(contract, result)) next.add("try", remedy);
    inside += next.take();
    if (result.exchange) {
        inside += line("p", "faint", "Repeat the request:") +
                  line("pre", "", html(curl_line(result.exchange->origin, result.exchange->request)));
    }
    return inside + line("p", "faint", "Verify it again:") +
           line("pre", "", html(command_to_rerun(settings.rerun, run.repetition, result)));
}

std::string interaction_text(const VerificationResult& run, const ContractResult& contract,
                             const InteractionResult& result, const HtmlReportSettings& settings) {
    const auto& interaction = contract.source.contract.interactions[result.index];
    const Word word = word_for(result);
    const bool ran = result.status != Status::skipped;
    const std::string note = ran ? span_text(result.duration.count()) : std::string(result.skipped_because);
    std::string title = element("span", "word " + std::string(word.css), std::string(word.text)) + " " +
                        html(text::shorten(interaction.description, 500));
    for (std::size_t i = 0; i < interaction.provider_states.size(); ++i) {
        title += std::string(i == 0 ? " given " : " and ") +
                 element("em", "", html(text::shorten(interaction.provider_states[i].name, 200)));
    }
    title += " " + element("span", "faint", "(" + html(note) + ")");
    if (result.status == Status::passed || !ran) return line("div", "row", title);
    return "<details open>\n" + line("summary", "", title) +
           line("div", "", "\n" + details_of(run, contract, result, settings)) + "</details>\n";
}

std::string contract_text(const VerificationResult& run, const ContractResult& contract,
                          const HtmlReportSettings& settings) {
    const auto& broker = contract.source.broker;
    std::string heading = html(pair_of(contract));
    if (broker && broker->pending) heading += " " + element("span", "warning", "pending");
    std::string origin = html(contract.source.origin);
    if (broker && !broker->reason.empty()) origin += " (" + html(broker->reason) + ")";
    std::string inside = line("h2", "", heading) + line("p", "faint", origin);
    for (const auto& notice : opening_notices(contract)) inside += line("p", "faint", html(notice));
    if (contract.interactions.empty()) inside += line("p", "warning", "It has no interactions.");
    for (const auto& result : contract.interactions)
        inside += interaction_text(run, contract, result, settings);
    if (const std::string published = publication_line(contract); !published.empty()) {
        const bool failed = contract.publication.state == ResultPublication::State::failed;
        if (failed && contract.publication.error) {
            inside += error_box(*contract.publication.error, published);
        } else {
            inside += line("p", failed ? "bad" : "", html(published));
        }
    }
    for (const auto& notice : closing_notices(contract)) inside += line("p", "", html(notice));
    return line("section", "", "\n" + inside);
}

std::string warnings_box(const VerificationResult& result) {
    std::string items;
    for (const auto& warning : result.warnings) items += line("li", "", html(warning));
    for (const auto& contract : result.contracts) {
        for (const auto& warning : contract.source.warnings) {
            const Error as_error{ErrorCode::invalid_input, warning.where, warning.what, warning.remedy};
            items += line("li", "", html(as_error.text()));
        }
    }
    if (items.empty()) return "";
    return line(
        "div", "box warning",
        "\n" + line("p", "", element("strong", "warning", "Warnings")) + line("ul", "", "\n" + items));
}

std::string unwitnessed_box(const VerificationResult& result) {
    if (result.unwitnessed.empty()) return "";
    const char* css = result.witness_required ? "bad" : "warning";
    std::string items;
    for (const auto& variant : result.unwitnessed) {
        items += line("li", "",
                      html(unwitnessed_line(variant) + ": " + unwitnessed_because(result, variant)) + "<br>" +
                          element("span", "faint", "try: " + html(unwitnessed_remedy(variant))));
    }
    return line("div", "box " + std::string(css),
                "\n" + line("p", "", element("strong", css, "Unwitnessed: nobody saw these variants")) +
                    line("ul", "", "\n" + items));
}

std::string headline(const VerificationResult& result, const HtmlReportSettings& settings) {
    const Word word = word_for(result);
    const std::string name = result.provider.empty() ? "Contracts" : result.provider;
    const std::string facts = text::counted(result.contracts.size(), "contract") + ", " +
                              span_text(result.duration.count()) + ", started " +
                              iso_8601_seconds(result.started) + ", contract-verify " + settings.version;
    std::string lines =
        line("h1", "", html(name) + ": " + element("span", word.css, std::string(word.text))) +
        line("p", "", element("strong", "", html(totals_line(result)))) + line("p", "faint", html(facts));
    for (const auto& more : {causes_line(result), repetition_line(result.repetition)})
        if (!more.empty()) lines += line("p", "", html(more));
    if (result.ended_early) lines += line("p", "warning", "Ended at the first failure, as asked.");
    return line("header", "", "\n" + lines);
}

std::string nothing_box(const VerificationResult& result) {
    if (!result.nothing) return "";
    if (result.nothing_is_allowed) {
        return line("div", "box warning",
                    line("p", "", "Nothing was verified: " + html(result.nothing->sentence) + " (allowed)"));
    }
    return error_box({ErrorCode::not_found, "", result.nothing->sentence, result.nothing->remedy},
                     "Nothing was verified:");
}

}  // namespace

std::string html_report(const VerificationResult& result, const HtmlReportSettings& settings) {
    const std::string title =
        (result.provider.empty() ? "Contracts" : one_line(result.provider, 100)) + ": " + totals_line(result);
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        // Should a contract's text ever get through as markup, a browser still runs and loads nothing
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page += line("title", "", html(title));
    page += line("style", "", std::string(kStyleSheet)) + "</head>\n<body>\n";
    page += headline(result, settings) + nothing_box(result);
    for (const auto& failure : result.failures) page += error_box(failure, "Unreadable:");
    page += warnings_box(result) + unwitnessed_box(result);
    for (const auto& contract : result.contracts) page += contract_text(result, contract, settings);
    return page + "</body>\n</html>\n";
}

}  // namespace tally::reporting
