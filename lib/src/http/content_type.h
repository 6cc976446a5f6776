// Media types: parsing, classes, equivalence and detection, by the rules in docs/contract_format.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tally::http {

struct ContentType {
    std::string main;    // lower case; "*" when unknown
    std::string sub;     // lower case, without the suffix
    std::string suffix;  // "json" of "application/vnd.x+json"; may be empty
    std::vector<std::pair<std::string, std::string>> parameters;  // names lower case, sorted by name

    bool is_unknown() const { return main == "*"; }
    bool is_json() const;
    bool is_xml() const;
    bool is_text() const;         // text/*, JSON, XML, forms
    bool is_binary() const;       // everything else that is known
    std::string essence() const;  // "application/vnd.x+json", no parameters
    std::string text() const;     // with parameters
    ContentType base() const;     // "application/json" of "application/vnd.x+json", parameters kept
    bool operator==(const ContentType&) const = default;
};

std::optional<ContentType> parse_content_type(std::string_view text);
ContentType unknown_content_type();

// Asymmetric: an expectation without parameters accepts any; text/xml and application/xml are the same.
bool equivalent(const ContentType& expected, const ContentType& actual);

// From the leading bytes: XML, HTML, JSON, plain text; unknown when not UTF-8.
ContentType detect_content_type(std::string_view body);

// What a body is: its own type, else what headers or metadata declare, else what its bytes look like. Texts
// that cannot be read count as absent.
ContentType effective_content_type(std::string_view own, std::string_view declared, std::string_view body);

}  // namespace tally::http
