#include "app/cli/console.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text/number_text.hpp"

namespace priorscope::cli {
namespace {

constexpr auto kLiveInterval = std::chrono::milliseconds(200);
constexpr auto kQuietInterval = std::chrono::seconds(10);
constexpr int kBarWidth = 24;

/// Display columns of a text: UTF-8 continuation bytes take none.
std::size_t columnsOf(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

Json jsonOrNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string fixed(double value, int decimals) {
    std::string text = fixedText(value, decimals);
    const bool is_zero = std::isfinite(value) && text.find_first_of("123456789") == std::string::npos;
    return is_zero && text.starts_with('-') ? text.substr(1) : text;
}
std::string signedFixed(double value, int decimals) {
    const std::string text = fixed(value, decimals);
    const bool has_sign = value > 0.0 && text.find_first_of("123456789") != std::string::npos;
    return has_sign ? "+" + text : text;
}

std::string fixed(const std::optional<double>& value, int decimals) {
    return value ? fixed(*value, decimals) : "–";
}

std::string duration(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
    const auto twoDigits = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    const std::string seconds_text = ":" + twoDigits(whole % 60);
    return whole < 3600 ? std::to_string(whole / 60) + seconds_text
                        : std::to_string(whole / 3600) + ":" + twoDigits(whole / 60 % 60) + seconds_text;
}

void Table::print(std::ostream& out) const {
    std::vector<std::size_t> widths(m_rows.front().size(), 0);
    for (const auto& row : m_rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            widths[c] = std::max(widths[c], columnsOf(row[c]));
        }
    }
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string padding(widths[c] - columnsOf(row[c]), ' ');
            line += c == 0 ? row[c] + padding : "  " + padding + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }
}

ProgressLine::ProgressLine(std::ostream& err, bool live, std::string title)
    : m_err(err), m_live(live), m_title(std::move(title)) {}

ProgressLine::~ProgressLine() {
    finish();
}

void ProgressLine::update(const Progress& progress, const std::string& note) {
    const Clock::time_point now = Clock::now();
    if (m_first < 0) {
        m_first = progress.done;
        m_started = now;
    }
    const bool last = progress.total > 0 && progress.done >= progress.total;
    const auto interval = m_live ? Clock::duration(kLiveInterval) : Clock::duration(kQuietInterval);
    const Clock::time_point since = m_shown.value_or(m_live ? now - interval : m_started);
    // Without a terminal, short work prints nothing, not even at its end.
    if (now - since < interval && !(last && (m_live || m_shown))) {
        return;
    }
    m_shown = now;
    const std::string text = textOf(progress, note, std::chrono::duration<double>(now - m_started).count());
    if (m_live) {
        m_err << '\r' << text << "\x1b[K" << std::flush;
        m_open = true;
    } else {
        m_err << text << std::endl;
    }
}

void ProgressLine::finish() {
    if (m_open) {
        m_err << '\n' << std::flush;
        m_open = false;
    }
}

std::string ProgressLine::textOf(const Progress& progress, const std::string& note, double elapsed_s) const {
    std::string text = m_title;
    if (progress.total > 0) {
        const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        const int filled = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
        text += " [" + std::string(static_cast<std::size_t>(filled), '#') +
                std::string(static_cast<std::size_t>(kBarWidth - filled), '.') + "] " +
                std::to_string(progress.done) + "/" + std::to_string(progress.total) + " " + progress.unit;
        const std::int64_t done_here = progress.done - m_first;
        if (done_here > 0 && progress.done < progress.total) {
            const double left = elapsed_s / static_cast<double>(done_here) *
                                static_cast<double>(progress.total - progress.done);
            text += ", " + duration(left) + " left";
        }
    } else {
        text += " " + std::to_string(progress.done) + " " + progress.unit;
    }
    return note.empty() ? text : text + ", " + note;
}

bool Console::printJson(const Json& document) {
    if (m_json) {
        m_out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n' << std::flush;
    }
    return m_json;
}

void Console::note(const std::string& line) {
    m_err << line << '\n' << std::flush;
}

}  // namespace priorscope::cli
