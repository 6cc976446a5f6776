#include "recording/shown_request.h"

#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxShownTarget = 500;
constexpr std::size_t kMaxShownHeader = 300;
constexpr std::size_t kMaxShownHeaders = 30;
constexpr std::size_t kMaxShownBody = 2000;
constexpr std::size_t kMaxShownText = 1000;

// Sent by every client and never what a difference is about.
bool is_of_the_connection(std::string_view header) {
    for (const char* name : {"Host", "Connection", "Content-Length", "Transfer-Encoding"}) {
        if (text::equals_ignoring_case(header, name)) return true;
    }
    return false;
}

std::string shown(std::string_view text, std::size_t max) {
    return text::printable(text::shorten(text, max));
}

}  // namespace

std::string shown_target(const model::Request& request) {
    std::string target = request.path;
    char separator = '?';
    for (const model::QueryParameter& parameter : request.query) {
        for (const auto& value : parameter.values) {
            target += separator + encoding::form_encoded(parameter.name);
            if (value)
                target += '=' + (is_secret_name(parameter.name) ? "***" : encoding::form_encoded(*value));
            separator = '&';
        }
    }
    return shown(request.method, 40) + ' ' + shown(target, kMaxShownTarget);
}

std::string shown_contents(const model::Request& request, const std::string& indent) {
    std::string lines;
    std::size_t count = 0;
    for (const model::HeaderField& header : request.headers) {
        if (is_of_the_connection(header.name)) continue;
        if (++count > kMaxShownHeaders) {
            lines += indent + "(more headers)\n";
            break;
        }
        const std::string value = masked(header.name, text::join(header.values, ", "));
        lines += indent + shown(header.name + ": " + value, kMaxShownHeader) + '\n';
    }
    if (request.body.bytes.empty()) return lines;
    if (!text::is_valid_utf8(request.body.bytes))
        return lines + indent + "(" + text::counted(request.body.bytes.size(), "byte") +
               " that are not text)\n";
    const std::string body = text::shorten(request.body.bytes, kMaxShownBody);
    for (const std::string_view line : text::split(body, '\n'))
        lines += indent + text::printable(line) + '\n';
    return lines;
}

std::string shown_name(const model::Interaction& interaction) {
    std::string name = '"' + text::printable(interaction.description) + '"';
    for (std::size_t i = 0; i < interaction.provider_states.size(); ++i) {
        name += i == 0 ? " given \"" : " and \"";
        name += text::printable(interaction.provider_states[i].name) + '"';
    }
    return name;
}

matching::Mismatch shown_mismatch(matching::Mismatch mismatch) {
    const bool header = mismatch.kind == matching::MismatchKind::header;
    const bool parameter = mismatch.kind == matching::MismatchKind::query;
    if ((header || parameter) && is_secret_name(mismatch.location)) {
        const bool unexpected = mismatch.expected.empty() && !mismatch.actual.empty();
        mismatch.sentence = std::string(unexpected ? "Unexpected " : "") +
                            (header       ? "Header"
                             : unexpected ? "query parameter"
                                          : "Query parameter") +
                            " '" + mismatch.location + "' " +
                            (unexpected                ? "received"
                             : mismatch.actual.empty() ? "is missing"
                                                       : "differs (secret values are not shown)");
        if (!mismatch.expected.empty()) mismatch.expected = "***";
        if (!mismatch.actual.empty()) mismatch.actual = "***";
    }
    for (std::string* text : {&mismatch.location, &mismatch.expected, &mismatch.actual, &mismatch.sentence}) {
        if (text->size() > kMaxShownText) *text = text::shorten(*text, kMaxShownText);
    }
    return mismatch;
}

}  // namespace tally::recording
