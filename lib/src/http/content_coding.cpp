#include "http/content_coding.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/remedies.h"

namespace tally::http {

namespace {

enum class Format { gzip, zlib, raw };

int window_bits(Format format) {
    switch (format) {
        case Format::gzip:
            return MAX_WBITS + 16;
        case Format::zlib:
            return MAX_WBITS;
        case Format::raw:
            break;
    }
    return -MAX_WBITS;
}

class Inflater {
  public:
    explicit Inflater(Format format) { usable_ = inflateInit2(&stream_, window_bits(format)) == Z_OK; }
    ~Inflater() {
        if (usable_) inflateEnd(&stream_);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    Result<std::string> inflate_all(const std::string& bytes, const std::string& coding,
                                    std::size_t max_bytes) {
        if (!usable_ || bytes.size() > std::numeric_limits<uInt>::max())
            return Error{ErrorCode::malformed, "", "the body cannot be decoded", ""};
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        std::string decoded;
        std::vector<char> piece(std::min<std::size_t>(64u << 10, 16 * bytes.size() + 64));
        for (;;) {
            stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
            stream_.avail_out = static_cast<uInt>(piece.size());
            const int state = inflate(&stream_, Z_NO_FLUSH);
            decoded.append(piece.data(), piece.size() - stream_.avail_out);
            if (decoded.size() > max_bytes) {
                return Error{ErrorCode::too_large, "",
                             "the response is larger than " + std::to_string(max_bytes) +
                                 " bytes once it is decompressed",
                             kRaiseTheLimit};
            }
            if (state == Z_STREAM_END) {
                // Files may be joined; what else follows the end is nobody's
                if (!another_follows() || inflateReset(&stream_) != Z_OK) return decoded;
            } else if (state == Z_BUF_ERROR ||
                       (state == Z_OK && stream_.avail_in == 0 && stream_.avail_out > 0)) {
                return Error{ErrorCode::malformed, "", "the " + coding + " body ends before it is complete",
                             kLookIntoTheLog};
            } else if (state != Z_OK) {
                return Error{ErrorCode::malformed, "", "the body is said to be " + coding + ", but is not",
                             "let the server send what its Content-Encoding names, or leave that header out"};
            }
        }
    }

  private:
    bool another_follows() const {
        return stream_.avail_in > 1 && stream_.next_in[0] == 0x1f && stream_.next_in[1] == 0x8b;
    }

    z_stream stream_{};
    bool usable_ = false;
};

Result<std::string> decoded(const std::string& bytes, const std::string& coding, std::size_t max_bytes) {
    if (coding != "deflate") return Inflater(Format::gzip).inflate_all(bytes, "gzip", max_bytes);
    // Many servers send deflate without the wrapper that the name asks for
    auto wrapped = Inflater(Format::zlib).inflate_all(bytes, coding, max_bytes);
    if (wrapped || wrapped.error().code == ErrorCode::too_large) return wrapped;
    auto raw = Inflater(Format::raw).inflate_all(bytes, coding, max_bytes);
    return raw ? std::move(raw) : std::move(wrapped);
}

}  // namespace

Result<std::optional<std::string>> decoded_body(const Response& response, std::size_t max_bytes) {
    constexpr std::size_t kMaxCodings = 4;
    std::vector<std::string> codings;
    for (const auto& header : response.headers) {
        if (!text::equals_ignoring_case(header.name, "Content-Encoding")) continue;
        for (const auto piece : text::split(header.value, ',')) {
            const std::string coding = text::lower(text::trim(piece));
            if (!coding.empty() && coding != "identity") codings.push_back(coding);
        }
    }
    if (response.body.empty() || codings.empty() || codings.size() > kMaxCodings)
        return std::optional<std::string>();
    for (const auto& coding : codings) {
        if (coding != "gzip" && coding != "x-gzip" && coding != "deflate")
            return std::optional<std::string>();
    }
    // The last one was applied last
    std::string body = response.body;
    for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
        auto before = decoded(body, *coding, max_bytes);
        if (!before) return before.error();
        body = std::move(*before);
    }
    return std::optional(std::move(body));
}

}  // namespace tally::http
