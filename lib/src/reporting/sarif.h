// The form of SARIF 2.1.0 that code scanners read, for whoever has findings: one run of one program.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checking/finding_codes.h"
#include "model/finding.h"

namespace tally::reporting {

struct SarifPlace {
    std::string file;      // a path or a URL
    std::size_t line = 0;  // 0: the file as a whole
    std::size_t column = 0;
    std::string inside;  // what of the file's content: a JSON pointer, the name of an interaction
    std::string note;    // why the place is named; only for related ones
};

struct SarifResult {
    std::string_view code;
    model::Severity severity = model::Severity::error;
    std::string message;
    std::vector<SarifPlace> places;   // where it is; may be empty
    std::vector<SarifPlace> related;  // what else to look at
    std::string fingerprint;          // the same in every run that finds the same; may be empty
};

// `codes` are the rules that results name; the document lists all of them.
std::string sarif_document(std::string_view program, std::string_view version,
                           std::span<const checking::FindingCode> codes,
                           const std::vector<SarifResult>& results);

}  // namespace tally::reporting
