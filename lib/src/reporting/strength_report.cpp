#include "reporting/strength_report.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tally::reporting {

namespace {

using strength::ChangeKind;
using strength::Survivor;

constexpr std::size_t kShownSurvivors = 12;
constexpr std::size_t kCellBytes = 32;

unsigned percent(std::size_t noticed, std::size_t changes) {
    return changes == 0 ? 100 : static_cast<unsigned>(noticed * 100 / changes);
}

std::string change_words(const Survivor& survivor) {
    const std::string after = one_line(survivor.after, kCellBytes);
    switch (survivor.kind) {
        case ChangeKind::status:
            return "status " + after + " instead of " + survivor.before;
        case ChangeKind::header_dropped:
            return "not sent";
        case ChangeKind::body_dropped:
            return "no body";
        case ChangeKind::field_removed:
            return "removed";
        case ChangeKind::field_renamed:
            return "renamed to " + after;
        case ChangeKind::null_instead:
            return "null instead of " + one_line(survivor.before, kCellBytes);
        case ChangeKind::type_changed:
            return "other type: " + after;
        case ChangeKind::list_emptied:
            return "empty list";
        case ChangeKind::out_of_range:
            return "out of range: " + after;
        case ChangeKind::unknown_value:
            return "unknown value: " + after;
        case ChangeKind::reformatted:
            return "other format: " + after;
    }
    return "";
}

std::string share(std::size_t noticed, std::size_t changes) {
    return std::to_string(noticed) + " of " + std::to_string(changes) + " (" +
           std::to_string(percent(noticed, changes)) + " %)";
}

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

// Three columns, as wide as what stands in them.
std::string table(const std::vector<Survivor>& survivors, const Style& style) {
    const std::size_t shown = std::min(survivors.size(), kShownSurvivors);
    std::vector<std::array<std::string, 3>> rows = {
        {"where", "a change nobody notices", "would be noticed by"}};
    for (std::size_t i = 0; i < shown; ++i) {
        rows.push_back({one_line(survivors[i].location, 80), change_words(survivors[i]),
                        one_line(survivors[i].matcher, 100)});
    }
    std::array<std::size_t, 2> widths{};
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string line =
            "    " + padded(rows[i][0], widths[0]) + "  " + padded(rows[i][1], widths[1]) + "  " + rows[i][2];
        text += (i == 0 ? style.faint(line) : line) + "\n";
    }
    if (shown < survivors.size())
        text +=
            "    and " + std::to_string(survivors.size() - shown) + " more, all of them in the JSON report\n";
    return text;
}

struct Sum {
    std::size_t changes = 0;
    std::size_t noticed = 0;
};
Sum sum(const std::vector<MeasuredInteraction>& measured) {
    Sum all;
    for (const auto& one : measured) {
        all.changes += one.strength.changes;
        all.noticed += one.strength.noticed();
    }
    return all;
}

}  // namespace

unsigned strength_percent(const std::vector<MeasuredInteraction>& measured) {
    const Sum all = sum(measured);
    return percent(all.noticed, all.changes);
}

std::string strength_text(const std::vector<MeasuredInteraction>& measured, const Style& style) {
    const Sum all = sum(measured);
    std::string text = style.strong("Strength") + ": the contracts notice " +
                       share(all.noticed, all.changes) +
                       " changes by which the provider could break a consumer\n";
    for (const auto& one : measured) {
        const auto& strength = one.strength;
        text += "  " + one.title + "  " + style.faint(one.pair) + "  ";
        if (!strength.unmeasured.empty()) {
            text += "not measured: " + strength.unmeasured + "\n";
            continue;
        }
        text +=
            share(strength.noticed(), strength.changes) + (strength.cut ? ", the first changes only" : "");
        if (strength.unclaimed > 0)
            text += style.faint(", " + text::counted(strength.unclaimed, "field") + " not claimed");
        text += "\n";
        if (!strength.survivors.empty()) text += table(strength.survivors, style);
    }
    return text;
}

json::Value strength_json(const std::vector<MeasuredInteraction>& measured) {
    const auto number = [](std::size_t value) { return json::Value(static_cast<std::uint64_t>(value)); };
    json::Array interactions;
    for (const auto& one : measured) {
        json::Object object{{"id", one.id}, {"interaction", one.title}, {"pair", one.pair}};
        if (!one.strength.unmeasured.empty()) {
            object.set("unmeasured", one.strength.unmeasured);
            interactions.push_back(std::move(object));
            continue;
        }
        object.set("changes", number(one.strength.changes));
        object.set("noticed", number(one.strength.noticed()));
        object.set("unclaimed", number(one.strength.unclaimed));
        if (one.strength.cut) object.set("cut", true);
        json::Array survivors;
        for (const auto& survivor : one.strength.survivors) {
            survivors.push_back(json::Object{{"change", strength::kind_name(survivor.kind)},
                                             {"location", survivor.location},
                                             {"before", text::printable(survivor.before)},
                                             {"after", text::printable(survivor.after)},
                                             {"matcher", text::printable(survivor.matcher)}});
        }
        object.set("survivors", std::move(survivors));
        interactions.push_back(std::move(object));
    }
    const Sum all = sum(measured);
    return json::Object{{"changes", number(all.changes)},
                        {"noticed", number(all.noticed)},
                        {"percent", number(percent(all.noticed, all.changes))},
                        {"interactions", std::move(interactions)}};
}

}  // namespace tally::reporting
