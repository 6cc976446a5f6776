// What the server checks before it believes the head of a request. The parser below it is lenient: it takes
// bare line feeds, NUL bytes, folded lines and contradicting lengths, with which two programs in a row can be
// made to see different requests.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace tally::http {

// The parts of a head as the parser found them: views into the one buffer that the head was received in, so
// their addresses tell what lay between them.
struct RequestHead {
    struct Line {
        std::string_view name;
        std::string_view value;
    };
    std::string_view method;
    std::string_view target;  // a copy: the parser has since cut the one in the buffer into pieces
    const char* target_in_buffer = nullptr;
    std::string_view version;
    std::vector<Line> lines;
    std::size_t size = 0;  // from the method to the end of the empty line
};

struct HeadLimits {
    std::size_t max_head;
    std::size_t max_headers;
    std::size_t max_body;
};

// The refusal a head deserves: 400, 413, 431, 501 or 505. Nothing when it is sound.
std::optional<Response> refuse_head(const RequestHead& head, const HeadLimits& limits);

// Method, target in origin form, and headers. The blanks around header values do not belong to them.
Request request_of(const RequestHead& head);

}  // namespace tally::http
