#include "core/formats/voc/edited_reading.hpp"

#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope::edited {

void refuse(const std::string& file, Sentence reason, Sentence remedy) {
    throw Error({.action = Core::tr("changing the annotation"),
                 .file = file,
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

Reading readingOf(std::string_view bytes, const std::string& file) {
    Reading reading;
    NameTable names;
    VocAnnotationParser parser;
    reading.parsed = parser.parseBytes(bytes, file, names);
    for (const Annotation& object : reading.parsed.objects) {
        reading.names.push_back(names.names()[static_cast<std::size_t>(object.label)]);
    }
    return reading;
}

bool isSameObject(const Annotation& a, const Annotation& b) {
    return a.voc == b.voc && a.difficult == b.difficult && a.truncated == b.truncated &&
           a.occluded == b.occluded && a.pose == b.pose;
}

std::string boxText(const VocBox& box) {
    return numberText(box.xmin) + ", " + numberText(box.ymin) + ", " + numberText(box.xmax) + ", " +
           numberText(box.ymax);
}

Decoded decoded(const std::string& bytes, const std::string& file) {
    const std::string declared(declaredEncoding(bytes));
    const std::string name = caseFolded(escapedText(declared));
    const bool says_utf8 = declared.empty() || name == "utf-8" || name == "utf8";
    if (bytes.find('\0') != std::string::npos || bytes.find('\x1B') != std::string::npos) {
        refuse(file, Core::tr("its encoding is not one in which it can be changed in place"),
               Core::tr("Save the file as UTF-8"));
    }
    if (isAscii(bytes)) {
        return {bytes, says_utf8};
    }
    DecodedText text = decodeText(bytes, declared);
    if (text.certainty == TextCertainty::unreadable) {
        refuse(file, Core::tr("its encoding is not recognised"), Core::tr("Save the file as UTF-8"));
    }
    return {std::move(text.text), says_utf8 && text.encoding == "UTF-8"};
}

}  // namespace priorscope::edited
