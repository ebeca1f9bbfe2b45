#include "widgets/session/workbench.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace priorscope {
namespace {

/// The split shown first: whole splits before parts of them, those for training first.
QString preferredSplit(const Dataset& dataset) {
    for (const char* name : {"trainval", "train", "val", "test"}) {
        const auto found = dataset.splits.find(name);
        if (found != dataset.splits.end() && !found->second.empty()) {
            return QString::fromLatin1(name);
        }
    }
    return {};
}

/// The same indices below a size, without repetitions.
std::vector<std::size_t> eachOnce(const std::vector<std::size_t>& indices, std::size_t size) {
    std::vector<bool> seen(size);
    std::vector<std::size_t> once;
    for (const std::size_t index : indices) {
        if (index < size && !seen[index]) {
            seen[index] = true;
            once.push_back(index);
        }
    }
    return once;
}

/// Whether it is the same folder, with the same images.
bool isReread(const Dataset& before, const Dataset& after) {
    return before.root == after.root &&
           std::equal(before.images.begin(), before.images.end(), after.images.begin(), after.images.end(),
                      [](const ImageRow& a, const ImageRow& b) { return a.id == b.id; });
}

/// Whether both hold the same indices below a size. @param a  each once
bool isReordered(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b, std::size_t size) {
    std::vector<bool> left(size);
    for (const std::size_t index : a) {
        left[index] = true;
    }
    return a.size() == b.size() && std::all_of(b.begin(), b.end(), [&left, size](std::size_t index) {
               const bool is_there = index < size && left[index];
               if (is_there) {
                   left[index] = false;
               }
               return is_there;
           });
}

/// The image that follows in an order, of those that are still there; -1: none.
int nextOf(const std::vector<std::size_t>& order, const std::vector<std::size_t>& left, int image) {
    const std::unordered_set<std::size_t> there(left.begin(), left.end());
    const auto current = std::find(order.begin(), order.end(), static_cast<std::size_t>(std::max(image, 0)));
    const auto next =
        std::find_if(current, order.end(), [&there](std::size_t each) { return there.contains(each); });
    return next == order.end() ? -1 : static_cast<int>(*next);
}

}  // namespace

Workbench::Workbench(QObject* parent, DetectorFamilies families)
    : QObject(parent), m_families(std::move(families)) {
    qRegisterMetaType<std::shared_ptr<const LoadedImage>>();
}

void Workbench::setDataset(std::shared_ptr<const Dataset> dataset) {
    if (dataset == m_dataset) {
        return;
    }
    const bool has_same_images = m_dataset && dataset && isReread(*m_dataset, *dataset);
    m_dataset = std::move(dataset);
    m_store.setDataset(m_dataset);
    m_later_findings.clear();
    m_edited.clear();
    m_new_classes.clear();
    m_split = m_dataset ? preferredSplit(*m_dataset) : QString();
    m_filter = {.input = m_filter.input};
    if (!has_same_images) {  // else they are of before, until they are worked out anew
        m_marks.clear();
        m_figures.clear();
        m_errors.clear();
    }
    m_marks.erase(kVerifiedMark);
    m_current_image = -1;
    m_selected_object = -1;
    m_selected_class = 0;
    select();
    m_current_image = firstImage();
    Q_EMIT datasetChanged();
    Q_EMIT splitChanged(m_split);
    Q_EMIT filterChanged();
    Q_EMIT imagesChanged();
    Q_EMIT selectedClassChanged(m_selected_class);
    Q_EMIT currentImageChanged(m_current_image);
    Q_EMIT selectedObjectChanged(m_selected_object);
}

void Workbench::reportFinding(const DatasetIssue& finding) {
    const auto is_of_file = [&finding](const DatasetIssue& other) { return other.file == finding.file; };
    const auto is_image = [&finding](const ImageRow& record) { return record.image_file == finding.file; };
    if (!m_dataset || std::any_of(m_later_findings.begin(), m_later_findings.end(), is_of_file) ||
        std::none_of(m_dataset->images.begin(), m_dataset->images.end(), is_image)) {
        return;
    }
    m_later_findings.push_back(finding);
    Q_EMIT laterFindingsChanged();
}

void Workbench::setSplit(const QString& split) {
    if (m_dataset) {
        choose(split, m_filter);
    }
}

void Workbench::choose(const QString& split, const ImageFilter& filter) {
    ImageFilter wanted = filter;
    wanted.input = m_filter.input;
    const bool has_other_split = split != m_split;
    const bool has_other_filter = wanted != m_filter;
    if (!has_other_split && !has_other_filter) {
        return;
    }
    m_split = split;
    m_filter = std::move(wanted);
    select();
    if (has_other_split) {
        Q_EMIT splitChanged(m_split);
    }
    if (has_other_filter) {
        Q_EMIT filterChanged();
    }
    announceImages();
}

QStringList Workbench::splitNames() const {
    QStringList names;
    if (m_dataset) {
        for (const auto& [name, indices] : m_dataset->splits) {
            names << QString::fromStdString(name);
        }
    }
    return names;
}

void Workbench::setFilter(const ImageFilter& filter) {
    choose(m_split, filter);
}

void Workbench::setInput(const NetworkInput& input) {
    if (input == m_filter.input) {
        return;
    }
    m_filter.input = input;
    if (m_filter.has(FilterField::input_side)) {
        select();
        Q_EMIT filterChanged();
        announceImages();
    }
}

void Workbench::setMark(const std::string& kind, const std::string& name, std::vector<bool> images) {
    if (std::find(images.begin(), images.end(), true) == images.end()) {
        m_marks.erase(kind + "=" + name);
    } else {
        m_marks[kind + "=" + name] = std::move(images);
    }
    announceMarks(kind);
}

void Workbench::announceMarks(const std::string& kind) {
    Q_EMIT marksChanged();
    const bool is_asked_for =
        std::any_of(m_filter.marks.begin(), m_filter.marks.end(),
                    [&kind](const MarkCondition& condition) { return condition.kind == kind; });
    if (is_asked_for) {
        select();
        announceImages();
    }
}

void Workbench::setFigures(FilterField field, std::vector<float> values) {
    if (values.empty() && !m_figures.contains(field)) {
        return;
    }
    if (values.empty()) {
        m_figures.erase(field);
    } else {
        m_figures[field] = std::move(values);
    }
    Q_EMIT figuresChanged();
    if (m_filter.has(field)) {
        select();
        announceImages();
    }
}

void Workbench::setErrors(std::vector<double> errors) {
    if (errors.empty() && m_errors.empty()) {
        return;
    }
    m_errors = std::move(errors);
    Q_EMIT errorsChanged();
}

std::map<std::string, std::vector<bool>> Workbench::marksOf(const std::string& kind) const {
    std::map<std::string, std::vector<bool>> marks;
    for (const auto& [mark, images] : m_marks) {
        if (mark.starts_with(kind + "=")) {
            marks[mark.substr(kind.size() + 1)] = images;
        }
    }
    return marks;
}

void Workbench::setMarks(const std::string& kind, std::map<std::string, std::vector<bool>> marks) {
    const ImageMarks before = m_marks;
    std::erase_if(m_marks, [&kind](const auto& mark) { return mark.first.starts_with(kind + "="); });
    for (auto& [name, images] : marks) {
        m_marks[kind + "=" + name] = std::move(images);
    }
    if (m_marks == before) {
        return;
    }
    announceMarks(kind);
}

void Workbench::select() {
    const std::string split = m_split.toStdString();
    m_split_selection = m_dataset ? ImageSelection::ofSplit(*m_dataset, split) : ImageSelection();
    m_selection = m_dataset ? ImageSelection::ofFilter(*m_dataset, split, m_filter, m_marks, m_figures)
                            : ImageSelection();
    m_browsed = eachOnce(images(), m_dataset ? m_dataset->images.size() : 0);
}

void Workbench::setBrowsed(const std::vector<std::size_t>& images) {
    const std::size_t size = m_dataset ? m_dataset->images.size() : 0;
    std::vector<std::size_t> once = eachOnce(images, size);
    if (once != m_browsed && isReordered(m_browsed, once, size)) {
        m_browsed = std::move(once);
        Q_EMIT browsedChanged();
    }
}

/// @param instead  image to go to if the current one is no longer among them; -1: the first
void Workbench::announceImages(int instead) {
    if (!m_dataset) {
        return;
    }
    Q_EMIT imagesChanged();
    const auto current = static_cast<std::size_t>(std::max(m_current_image, 0));
    if (!images().empty() &&
        (m_current_image < 0 || std::find(images().begin(), images().end(), current) == images().end())) {
        setCurrentImage(instead >= 0 ? instead : firstImage());
    }
}

int Workbench::firstImage() const {
    if (!m_dataset || images().empty()) {
        return -1;
    }
    const auto there = std::find_if(m_browsed.begin(), m_browsed.end(), [this](std::size_t index) {
        return m_dataset->images[index].image_exists;
    });
    return static_cast<int>(there == m_browsed.end() ? m_browsed.front() : *there);
}

std::optional<ImageRow> Workbench::currentRecord() const {
    return m_dataset && m_current_image >= 0
               ? std::optional(m_dataset->images[static_cast<std::size_t>(m_current_image)])
               : std::nullopt;
}

void Workbench::setEdited(EditedImages images, std::vector<std::string> new_classes) {
    m_edited = std::move(images);
    m_new_classes = std::move(new_classes);
    const std::optional<ImageRow> record = shownRecord();
    if (m_selected_object >= static_cast<int>(record ? record->objects.size() : 0)) {
        setSelectedObject(-1);  // an added object that is undone
    }
    Q_EMIT editedChanged();
    followVerified();
}

/// What is verified by an edit passes the filter as what was read verified.
void Workbench::followVerified() {
    std::vector<bool> verified;
    const bool differs = std::any_of(m_edited.begin(), m_edited.end(),
                                     [](const auto& each) { return each.second->is_verified_anew; });
    if (m_dataset && differs) {
        verified.reserve(m_dataset->images.size());
        for (const ImageRow image : m_dataset->images) {
            verified.push_back(image.verified);
        }
        for (const auto& [image, labels] : m_edited) {
            verified[static_cast<std::size_t>(image)] = labels->record.verified;
        }
    }
    std::vector<bool>& known = m_marks[kVerifiedMark];
    const bool is_same = known == verified;
    known = std::move(verified);
    if (known.empty()) {
        m_marks.erase(kVerifiedMark);
    }
    if (is_same) {
        return;
    }
    Q_EMIT marksChanged();
    if (m_filter.verified) {
        const std::vector<std::size_t> before = m_browsed;
        select();
        announceImages(nextOf(before, m_browsed, m_current_image));
    }
}

const EditedLabels* Workbench::edited(int image) const {
    const auto found = m_edited.find(image);
    return found == m_edited.end() ? nullptr : found->second.get();
}

bool Workbench::isRemoved(int image, std::size_t object) const {
    const EditedLabels* labels = edited(image);
    return labels != nullptr && object < labels->marks.size() && labels->marks[object] == EditMark::removed;
}

ImageRow Workbench::shownRecord(int image) const {
    const EditedLabels* labels = edited(image);
    return labels != nullptr ? ImageRow(labels->record) : m_dataset->images[static_cast<std::size_t>(image)];
}

int Workbench::shownObjects(int image) const {
    const ImageRow record = shownRecord(image);
    int count = 0;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        count += !isRemoved(image, i) && isObjectShown(record, record.objects[i], m_filter) ? 1 : 0;
    }
    return count;
}

std::optional<ImageRow> Workbench::shownRecord() const {
    return m_dataset && m_current_image >= 0 ? std::optional(shownRecord(m_current_image)) : std::nullopt;
}

void Workbench::setCurrentImage(int index) {
    if (!m_dataset || index == m_current_image || index < 0 ||
        static_cast<std::size_t>(index) >= m_dataset->images.size()) {
        return;
    }
    m_current_image = index;
    m_selected_object = -1;
    m_store.retry(index);  // its file may be back
    Q_EMIT currentImageChanged(index);
    Q_EMIT selectedObjectChanged(m_selected_object);  // whoever learnt of the image may have selected one
}

void Workbench::stepImage(int step) {
    if (m_browsed.empty()) {
        return;
    }
    const auto current = static_cast<std::size_t>(std::max(m_current_image, 0));
    const auto found = std::find(m_browsed.begin(), m_browsed.end(), current);
    if (found == m_browsed.end()) {
        const auto next =
            std::find_if(images().begin(), images().end(), [&](std::size_t each) { return each > current; });
        setCurrentImage(static_cast<int>(next == images().end() ? images().back() : *next));
        return;
    }
    const auto last = static_cast<std::ptrdiff_t>(m_browsed.size()) - 1;
    const std::ptrdiff_t target = std::clamp<std::ptrdiff_t>(found - m_browsed.begin() + step, 0, last);
    setCurrentImage(static_cast<int>(m_browsed[static_cast<std::size_t>(target)]));
}

void Workbench::goToObject(int image, int object) {
    setCurrentImage(image);
    setSelectedObject(object);
    if (m_current_image == image && m_selected_object >= 0) {
        Q_EMIT objectWanted(m_selected_object);
    }
}

void Workbench::setSelectedObject(int object) {
    const std::optional<ImageRow> record = shownRecord();
    const int count = record ? static_cast<int>(record->objects.size()) : 0;
    const int valid = object >= 0 && object < count ? object : -1;
    if (valid != m_selected_object) {
        m_selected_object = valid;
        Q_EMIT selectedObjectChanged(valid);
    }
}

void Workbench::setSelectedClass(int label) {
    if (label != m_selected_class) {
        m_selected_class = label;
        Q_EMIT selectedClassChanged(label);
    }
}

QColor Workbench::classColor(const Theme& theme, int label) const {
    const std::size_t count = m_dataset ? m_dataset->classes.size() + m_new_classes.size() : 1;
    return theme.classColor(label - 1, static_cast<int>(std::max<std::size_t>(count, 1)));
}

QString Workbench::className(int label) const {
    const std::size_t known = m_dataset ? m_dataset->classes.size() : 0;
    const auto number = static_cast<std::size_t>(std::max(label, 0));
    if (number == 0 || number > known + m_new_classes.size()) {
        return {};
    }
    return QString::fromStdString(number <= known ? m_dataset->className(label)
                                                  : m_new_classes[number - known - 1]);
}

std::vector<QString> Workbench::objectNames(const ImageRow& record) const {
    std::vector<QString> names;
    names.reserve(record.objects.size());
    std::unordered_map<int, int> counts;
    for (const Annotation& object : record.objects) {
        names.push_back(QStringLiteral("%1 %2").arg(className(object.label)).arg(++counts[object.label]));
    }
    return names;
}

QString Workbench::objectName(const ImageRow& record, int object) const {
    const int label = record.object(static_cast<std::size_t>(object)).label;
    int count = 0;
    for (int i = 0; i <= object; ++i) {
        count += record.objects[static_cast<std::size_t>(i)].label == label ? 1 : 0;
    }
    return QStringLiteral("%1 %2").arg(className(label)).arg(count);
}

}  // namespace priorscope
