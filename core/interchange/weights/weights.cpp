#include "core/interchange/weights/weights.hpp"

#include <sstream>

#include "core/compute/torch_half.hpp"

namespace priorscope {
namespace {

void appendNames(std::ostringstream& out, const char* title, const std::vector<std::string>& names) {
    if (names.empty()) {
        return;
    }
    out << title << " (" << names.size() << "):\n";
    for (const std::string& name : names) {
        out << "  " << name << '\n';
    }
}

}  // namespace

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t size : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    }
    return text + "]";
}

WeightReport loadWeights(Detector& detector, const std::filesystem::path& file) {
    return torchHalf().load_weights(detector, file);
}

std::string describe(const WeightReport& report) {
    std::ostringstream out;
    out << "Recognised as " << report.source.text() << " (" << report.format << ")\n";
    for (const Sentence& note : report.notes) {
        out << "Note: " << note.text() << '\n';
    }
    out << "taken (" << report.taken.size() << ")\n";
    const ClassRowReport& rows = report.class_rows;
    if (rows.by == ClassRowReport::By::name) {
        appendNames(out, "class rows in their place", rows.kept);
        appendNames(out, "class rows from another place", rows.moved);
        appendNames(out, "class rows that start fresh", rows.fresh);
        appendNames(out, "classes of the file that the detector lacks", rows.dropped);
    }
    appendNames(out, "missing, left as initialised", report.missing);
    appendNames(out, "unexpected, not used", report.unexpected);
    std::vector<std::string> lines;
    lines.reserve(report.reshaped.size());
    for (const ReshapedWeight& weight : report.reshaped) {
        lines.push_back(weight.name + ": " + shapeText(weight.in_file) + " in the file, " +
                        shapeText(weight.in_detector) + " in the detector");
    }
    const bool rows_taken = rows.by == ClassRowReport::By::name;
    appendNames(out,
                rows_taken ? "of another shape, rows taken by class name or left as initialised"
                           : "of another shape, left as initialised",
                lines);
    lines.clear();
    for (const RefusedWeight& weight : report.refused) {
        lines.push_back(weight.name + " " + weight.reason.text());
    }
    appendNames(out, "refused, left as initialised", lines);
    return out.str();
}

}  // namespace priorscope
