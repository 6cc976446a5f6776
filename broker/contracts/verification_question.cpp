#include "contracts/verification_question.h"

#include <charconv>
#include <chrono>

#include "base/clock.h"
#include "base/text.h"
#include "web/body_fields.h"

namespace tally::contracts {

namespace {

constexpr const char* kKey = "consumerVersionSelectors";

// Reads one selector; every complaint names its place in the list.
class SelectorReader {
  public:
    SelectorReader(const json::Value& value, std::size_t index, bool has_provider_branch,
                   const EnvironmentExists& environment_exists, web::ValidationErrors& errors)
        : value_(value),
          index_(index),
          has_provider_branch_(has_provider_branch),
          environment_exists_(environment_exists),
          errors_(errors) {}

    Selector read() {
        Selector selector;
        if (!value_.is_object()) return complain("must be an object"), selector;
        selector.consumer = name("consumer");
        const auto* branch = member("branch");
        selector.any_branch = branch != nullptr && branch->boolean() != nullptr && *branch->boolean();
        if (!selector.any_branch) selector.branch = name("branch");
        selector.tag = name("tag");
        selector.fallback_tag = name("fallbackTag");
        selector.environment = name("environment");
        const auto fallback_branch = name("fallbackBranch");
        selector.main_branch = only_true("mainBranch");
        selector.matching_branch = only_true("matchingBranch");
        selector.deployed = only_true("deployed");
        selector.released = only_true("released");
        const bool deployed_or_released = only_true("deployedOrReleased");
        const auto latest = flag("latest");
        selector.latest = latest.value_or(false);

        const bool has_branch = selector.branch || selector.any_branch;
        const bool by_branch = selector.main_branch || has_branch || selector.tag || selector.matching_branch;
        const bool by_environment =
            selector.environment || selector.deployed || selector.released || deployed_or_released;
        if (!by_branch && !by_environment && !selector.latest) {
            complain(
                "must specify one of mainBranch, branch, tag, environment, matchingBranch, or a value of "
                "true for "
                "latest, deployed, released or deployedOrReleased");
        }
        if (selector.main_branch && (has_branch || selector.tag || selector.fallback_tag || fallback_branch ||
                                     selector.matching_branch || by_environment)) {
            complain("cannot specify mainBranch with anything but consumer and latest");
        }
        if (selector.matching_branch && (has_branch || selector.tag || selector.fallback_tag ||
                                         fallback_branch || latest || by_environment)) {
            complain("cannot specify matchingBranch with anything but consumer");
        }
        if (selector.matching_branch && !has_provider_branch_) {
            complain("the providerVersionBranch must be specified when the selector matchingBranch is used");
        }
        if (latest == false && (selector.main_branch || has_branch || fallback_branch)) {
            complain("cannot specify latest=false with mainBranch, branch or fallbackBranch");
        }
        if (selector.tag && has_branch) complain("cannot specify both a tag and a branch");
        if (selector.fallback_tag && (!selector.tag || !selector.latest)) {
            complain("fallbackTag needs a tag and latest=true");
        }
        if (fallback_branch && !has_branch) complain("fallbackBranch needs a branch");
        const bool branch_like = by_branch || latest || selector.fallback_tag || fallback_branch;
        if (branch_like && by_environment) {
            complain(
                "cannot specify latest, tag, branch or mainBranch together with environment, deployed, "
                "released or "
                "deployedOrReleased");
        }
        if (selector.deployed + selector.released + deployed_or_released > 1) {
            complain("can only specify one of deployed, released and deployedOrReleased");
        }
        if (selector.environment && !environment_exists_(*selector.environment))
            complain("environment '" + *selector.environment + "' does not exist");
        selector.deployed = selector.deployed || deployed_or_released;
        selector.released = selector.released || deployed_or_released;
        return selector;
    }

  private:
    const json::Value* member(std::string_view key) const {
        const auto* found = web::find_member(value_, key);
        return found == nullptr || found->is_null() ? nullptr : found;
    }

    std::optional<std::string> name(const char* key) {
        const auto* found = member(key);
        if (found == nullptr) return std::nullopt;
        if (found->string() == nullptr) return complain(std::string(key) + " must be a string"), std::nullopt;
        if (web::is_blank(*found->string()))
            return complain(std::string(key) + " cannot be blank"), std::nullopt;
        if (web::has_line_break(*found->string()))
            return complain(std::string(key) + " cannot contain new lines or other control characters"),
                   std::nullopt;
        return *found->string();
    }

    std::optional<bool> flag(const char* key) {
        const auto* found = member(key);
        if (found == nullptr) return std::nullopt;
        if (found->boolean() == nullptr)
            return complain(std::string(key) + " must be true or false"), std::nullopt;
        return *found->boolean();
    }

    bool only_true(const char* key) {
        const auto value = flag(key);
        if (value == false) complain(std::string(key) + " can only be true");
        return value.value_or(false);
    }

    void complain(const std::string& what) {
        errors_.add_invalid(kKey, what + " (at index " + std::to_string(index_) + ")");
    }

    const json::Value& value_;
    std::size_t index_;
    bool has_provider_branch_;
    const EnvironmentExists& environment_exists_;
    web::ValidationErrors& errors_;
};

// `digits` characters as a number, then `after` (if it is not 0).
std::optional<int> take_number(std::string_view& text, std::size_t digits, char after) {
    int number = 0;
    if (text.size() < digits) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
    if (error != std::errc{} || end != text.data() + digits || number < 0) return std::nullopt;
    text.remove_prefix(digits);
    if (after == 0) return number;
    if (text.empty() || text.front() != after) return std::nullopt;
    text.remove_prefix(1);
    return number;
}

// "Z", "+10:00", "+1000", or nothing for UTC, as minutes.
std::optional<int> offset_minutes(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z") return 0;
    const int sign = text.front() == '-' ? -1 : 1;
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
    const bool has_colon = text.size() == 5 && text[2] == ':';
    const auto hours = take_number(text, 2, has_colon ? ':' : '\0');
    const auto minutes = take_number(text, 2, '\0');
    if (!hours || !minutes || !text.empty()) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

// A date, or a date and time with an optional fraction and zone, in UTC unless it says otherwise.
std::optional<Time> parse_time(std::string_view text) {
    using namespace std::chrono;
    const auto y = take_number(text, 4, '-');
    const auto m = y ? take_number(text, 2, '-') : std::nullopt;
    const auto d = m ? take_number(text, 2, '\0') : std::nullopt;
    if (!d) return std::nullopt;
    const year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    if (!date.ok()) return std::nullopt;
    Time time = sys_days(date);
    if (text.empty()) return time;
    if (text.front() != 'T' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    const auto h = take_number(text, 2, ':');
    const auto min = h ? take_number(text, 2, '\0') : std::nullopt;
    if (!min || *h > 24 || *min > 59) return std::nullopt;
    time += hours(*h) + minutes(*min);
    if (!text.empty() && text.front() == ':') {
        text.remove_prefix(1);
        const auto s = take_number(text, 2, '\0');
        if (!s || *s > 60) return std::nullopt;
        time += seconds(*s);
    }
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(std::min(text.size(), text.find_first_not_of("0123456789", 1)));
    }
    const auto offset = offset_minutes(text);
    if (!offset) return std::nullopt;
    return time - minutes(*offset);
}

bool is_true(const std::string& text) {
    return text == "true";
}

}  // namespace

VerificationQuestion read_question(const json::Value& body, const EnvironmentExists& environment_exists,
                                   web::ValidationErrors& errors) {
    VerificationQuestion question;
    question.provider_tags = web::read_texts(body, "providerVersionTags", {}, errors);
    const auto asks_for_pending = web::read_flag(body, "includePendingStatus", false, errors);
    question.include_pending_status = asks_for_pending.value_or(true);

    if (const auto since = web::read_text(body, "includeWipPactsSince", {}, errors)) {
        if (const auto time = parse_time(*since)) {
            question.wip_since = iso_8601_fixed(*time);
        } else {
            errors.add_invalid("includeWipPactsSince",
                               "must be a date or a date and time, as 2024-01-31 or 2024-01-31T12:00:00Z",
                               web::ValidationErrors::Kind::invalid_format);
        }
    }

    const auto branch = web::read_text(body, "providerVersionBranch", {.may_be_blank = true}, errors);
    if (branch && web::is_blank(*branch)) {
        const bool needed =
            (asks_for_pending.value_or(false) || question.wip_since) && question.provider_tags.empty();
        if (!branch->empty() || needed) errors.add_invalid("providerVersionBranch", "cannot be blank");
    } else {
        question.provider_branch = branch;
    }

    const auto* selectors = web::find_member(body, kKey);
    if (selectors == nullptr || selectors->is_null()) return question;
    if (!selectors->is_array()) return errors.add_invalid(kKey, "must be an array"), question;
    const auto& items = *selectors->array();
    for (std::size_t i = 0; i < items.size(); ++i) {
        question.selectors.push_back(
            SelectorReader(items[i], i, question.provider_branch.has_value(), environment_exists, errors)
                .read());
    }
    return question;
}

json::Value question_from_query(const web::Query& query) {
    constexpr std::string_view kSelector = "consumer_version_selectors[][";
    json::Object body;
    json::Array tags;
    json::Array selectors;
    for (const auto& [name, value] : query) {
        if (name == "provider_version_tags[]") tags.emplace_back(value);
        if (name == "provider_version_branch") body.set("providerVersionBranch", value);
        if (name == "include_pending_status") body.set("includePendingStatus", is_true(value));
        if (name == "include_wip_pacts_since") body.set("includeWipPactsSince", value);
        if (name.size() <= kSelector.size() || name.compare(0, kSelector.size(), kSelector) != 0 ||
            name.back() != ']') {
            continue;
        }
        const auto key = name.substr(kSelector.size(), name.size() - kSelector.size() - 1);
        // A key that the selector has already begins the next one.
        if (selectors.empty() || selectors.back().find(key) != nullptr)
            selectors.emplace_back(json::Object{});
        const bool is_flag = value == "true" || value == "false";
        selectors.back().object()->set(key, is_flag ? json::Value(is_true(value)) : json::Value(value));
    }
    if (!tags.empty()) body.set("providerVersionTags", std::move(tags));
    if (!selectors.empty()) body.set("consumerVersionSelectors", std::move(selectors));
    return body;
}

}  // namespace tally::contracts
