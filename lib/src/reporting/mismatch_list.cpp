#include "reporting/mismatch_list.h"

#include "base/text.h"

namespace tally::reporting {
namespace {

using matching::Mismatch;
using matching::MismatchKind;

constexpr std::size_t kValueBytes = 400;

std::string title_of(const Mismatch& mismatch) {
    const std::string place = one_line(mismatch.location, 200);
    switch (mismatch.kind) {
        case MismatchKind::body:
            return place.empty() ? "body" : place;
        case MismatchKind::body_type:
            return "body";
        case MismatchKind::query:
            return "query parameter " + place;
        default:
            break;
    }
    const std::string kind(matching::kind_name(mismatch.kind));
    return place.empty() ? kind : kind + ' ' + place;
}

std::string line(std::string_view label, std::string_view value) {
    std::string text = "    " + std::string(label);
    text.resize(14, ' ');
    return text + one_line(value, kValueBytes) + '\n';
}

}  // namespace

std::string mismatch_list_text(const matching::Mismatches& mismatches, const Style& style) {
    std::string text;
    for (const Mismatch& mismatch : mismatches) {
        text += "  " + style.strong(title_of(mismatch)) +
                (mismatch.follows ? style.faint("  (follows from another difference)") : "") + '\n';
        text += line("expected", mismatch.expected.empty() ? "nothing" : mismatch.expected);
        text += line("actual", mismatch.actual.empty() ? "nothing" : mismatch.actual);
        text += line("why", mismatch.sentence);
        if (!mismatch.rule.empty()) text += line("rule", mismatch.rule);
    }
    return text;
}

json::Array mismatch_list_json(const matching::Mismatches& mismatches) {
    json::Array list;
    for (const Mismatch& mismatch : mismatches) {
        list.emplace_back(json::Object{{"kind", matching::kind_name(mismatch.kind)},
                                       {"path", text::valid_utf8(mismatch.location)},
                                       {"expected", text::valid_utf8(mismatch.expected)},
                                       {"actual", text::valid_utf8(mismatch.actual)},
                                       {"sentence", text::valid_utf8(mismatch.sentence)},
                                       {"rule", text::valid_utf8(mismatch.rule)},
                                       {"follows", mismatch.follows}});
    }
    return list;
}

}  // namespace tally::reporting
