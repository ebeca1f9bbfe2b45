#include "widgets/dataset/combining/combine_dialog.hpp"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr int kWidth = 720;
constexpr int kHeight = 560;
constexpr int kListHeight = 112;
enum Column { ClassColumn, ObjectsColumn, NameColumn, ColumnCount };

QString pathText(const fs::path& path) {
    return QString::fromStdString(path.string());
}

/// What reading a part gives.
struct Read {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    std::size_t images = 0;
};

Read countsOf(const Dataset& dataset) {
    Read read{.counts = {}, .images = dataset.images.size()};
    for (const std::string& name : dataset.classes) {
        read.counts.emplace_back(name, 0);
    }
    for (const Annotation& object : dataset.images.objects()) {
        ++read.counts[static_cast<std::size_t>(object.label - 1)].second;
    }
    return read;
}

QTableWidgetItem* readOnlyItem(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

}  // namespace

CombineDialog::CombineDialog(const QString& first, JobList& jobs, QWidget* parent)
    : QDialog(parent), m_reader(&jobs) {
    build();
    connect(&m_reader, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_banner->showFailure(failure);
        const fs::path failed = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        m_unread.push_back(failed);  // it stays listed: a share may come back
        refreshClasses();
        readNext();
    });
    const fs::path path(first.toStdString());
    if (!first.isEmpty() && isDatasetFile(path)) {
        m_file = first;
        try {
            const DatasetFile file = readDatasetFile(path);
            m_map = file.classes;
            for (const fs::path& part : file.parts) {
                addFolder(pathText(part));
            }
        } catch (const Error& error) {
            m_banner->showError(errorText(error));
        }
    } else if (!first.isEmpty()) {
        addFolder(first);
    }
    refreshClasses();
}

void CombineDialog::build() {
    setWindowTitle(tr("Combine folders"));
    resize(kWidth, kHeight);
    m_banner = new ErrorBanner(this);
    m_list = new QListWidget(this);
    m_list->setFixedHeight(kListHeight);
    m_list->setAccessibleName(tr("Folders"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto* add = new QPushButton(tr("&Add folder…"), this);
    add->setToolTip(tr("Another dataset, in any format that is read (Alt+A)"));
    m_remove = new QPushButton(tr("&Remove"), this);
    m_remove->setToolTip(tr("Take the marked folder off the list; its files stay (Alt+R)"));
    auto* folder_row = new QHBoxLayout;
    folder_row->addWidget(new QLabel(tr("Folders that are opened as one dataset"), this), 1);
    folder_row->addWidget(add);
    folder_row->addWidget(m_remove);
    m_classes = new QTableWidget(0, ColumnCount, this);
    m_classes->setHorizontalHeaderLabels({tr("Class"), tr("Objects"), tr("Becomes")});
    m_classes->setAccessibleName(tr("Classes"));
    m_classes->setToolTip(
        tr("Type another name to rename a class; classes with one name become one. A class "
           "without a check mark is left out: its objects go, its images stay"));
    for (const int section : {ClassColumn, NameColumn}) {
        m_classes->horizontalHeaderItem(section)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
    m_classes->horizontalHeaderItem(ObjectsColumn)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setUpTable(*m_classes);
    m_classes->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_classes->horizontalHeader()->setSectionResizeMode(ClassColumn, QHeaderView::Stretch);
    m_classes->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_note = new QLabel(this);
    m_note->setProperty("role", "second");
    m_note->setWordWrap(true);
    auto* box = new QDialogButtonBox(this);
    m_save = box->addButton(tr("&Save and open…"), QDialogButtonBox::ActionRole);
    m_save->setToolTip(
        tr("Write a small file that names these folders and classes, and open it; the folders "
           "stay as they are (Alt+S)"));
    QPushButton* close = box->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    close->setToolTip(tr("Leave everything as it is (Escape)"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kGap);
    column->addWidget(m_banner);
    column->addLayout(folder_row);
    column->addWidget(m_list);
    column->addWidget(m_classes, 1);
    column->addWidget(m_note);
    column->addWidget(box);
    connect(add, &QPushButton::clicked, this, &CombineDialog::askForFolder);
    connect(m_remove, &QPushButton::clicked, this, &CombineDialog::removeFolder);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(m_classes, &QTableWidget::itemChanged, this,
            [this](const QTableWidgetItem* item) { takeRow(item->row()); });
    connect(m_save, &QPushButton::clicked, this, &CombineDialog::askAndSave);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void CombineDialog::askForFolder() {
    auto* dialog = new QFileDialog(this, tr("Add a dataset folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (!m_parts.empty()) {
        dialog->setDirectory(pathText(m_parts.back().parent_path()));
    }
    connect(dialog, &QFileDialog::fileSelected, this, &CombineDialog::addFolder);
    dialog->open();
}

void CombineDialog::addFolder(const QString& folder) {
    const fs::path part = fs::path(QDir(folder).absolutePath().toStdString());
    if (std::find(m_parts.begin(), m_parts.end(), part) != m_parts.end()) {
        m_banner->showError(tr("%1 is among them already").arg(pathText(part)));
        return;
    }
    m_banner->hide();
    m_parts.push_back(part);
    m_waiting.push_back(part);
    refreshClasses();
    readNext();
}

void CombineDialog::removeFolder() {
    const int row = m_list->currentRow();
    if (row < 0) {
        return;
    }
    const fs::path part = m_parts[static_cast<std::size_t>(row)];
    if (!m_waiting.empty() && m_waiting.front() == part) {
        m_reader.cancel();
    }
    std::erase(m_waiting, part);
    std::erase(m_unread, part);
    m_parts.erase(m_parts.begin() + row);
    refreshClasses();
    readNext();
}

void CombineDialog::readNext() {
    if (m_waiting.empty() || m_reader.isRunning()) {
        refreshNote();
        return;
    }
    const fs::path part = m_waiting.front();
    m_reader.start(
        tr("Reading %1").arg(pathText(part.filename())),
        [part](const std::stop_token& stop, const ProgressFn& progress) -> std::optional<Read> {
            if (isDatasetFile(part)) {
                throw Error({.action = Core::tr("opening the dataset"),
                             .file = part.string(),
                             .reason = Core::tr("it combines folders itself"),
                             .remedy = Core::tr("Add its folders")});
            }
            const auto dataset = readDataset(part, {.check_images = false}, stop, progress);
            return dataset ? std::optional(countsOf(*dataset)) : std::nullopt;
        },
        [this, part](Read read) {
            m_counts[part] = std::move(read.counts);
            m_images[part] = read.images;
            std::erase(m_waiting, part);
            refreshClasses();
            QMetaObject::invokeMethod(this, &CombineDialog::readNext, Qt::QueuedConnection);
        });
    refreshNote();
}

QStringList CombineDialog::folders() const {
    QStringList folders;
    for (const fs::path& part : m_parts) {
        folders << pathText(part);
    }
    return folders;
}

/// The classes of all parts, in their order; what was chosen for them stays.
void CombineDialog::refreshClasses() {
    {
        const QSignalBlocker quiet(m_list);
        const int row = m_list->currentRow();
        m_list->clear();
        for (const fs::path& part : m_parts) {
            const auto images = m_images.find(part);
            const QString count =
                images == m_images.end()
                    ? tr("being read")
                    : tr("%1 images").arg(countText(static_cast<std::int64_t>(images->second)));
            m_list->addItem(QStringLiteral("%1 — %2").arg(pathText(part), count));
        }
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    }
    m_remove->setEnabled(m_list->currentRow() >= 0);
    std::vector<std::pair<std::string, std::int64_t>> classes;
    for (const fs::path& part : m_parts) {
        for (const auto& [name, count] : m_counts[part]) {
            const auto known = std::find_if(classes.begin(), classes.end(),
                                            [&name](const auto& each) { return each.first == name; });
            known == classes.end() ? void(classes.emplace_back(name, count)) : void(known->second += count);
        }
    }
    const QSignalBlocker quiet(m_classes);
    m_classes->setRowCount(static_cast<int>(classes.size()));
    for (int row = 0; row < m_classes->rowCount(); ++row) {
        const auto& [name, count] = classes[static_cast<std::size_t>(row)];
        const bool is_dropped =
            std::find(m_map.dropped.begin(), m_map.dropped.end(), name) != m_map.dropped.end();
        const auto renamed = std::find_if(m_map.renamed.begin(), m_map.renamed.end(),
                                          [&name](const auto& each) { return each.first == name; });
        auto* item = readOnlyItem(QString::fromStdString(name));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(is_dropped ? Qt::Unchecked : Qt::Checked);
        m_classes->setItem(row, ClassColumn, item);
        auto* objects = readOnlyItem(countText(count));
        objects->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_classes->setItem(row, ObjectsColumn, objects);
        m_classes->setItem(row, NameColumn,
                           new QTableWidgetItem(QString::fromStdString(
                               renamed == m_map.renamed.end() ? name : renamed->second)));
    }
    refreshNote();
}

/// What is chosen for one class; what is known of classes of folders that are still being read stays.
void CombineDialog::takeRow(int row) {
    const std::string name = m_classes->item(row, ClassColumn)->text().toStdString();
    const std::string becomes = m_classes->item(row, NameColumn)->text().trimmed().toStdString();
    std::erase(m_map.dropped, name);
    std::erase_if(m_map.renamed, [&name](const auto& each) { return each.first == name; });
    if (m_classes->item(row, ClassColumn)->checkState() == Qt::Unchecked) {
        m_map.dropped.push_back(name);
    } else if (!becomes.empty() && becomes != name) {
        m_map.renamed.emplace_back(name, becomes);
    }
    refreshNote();
}

DatasetFile CombineDialog::contents() const {
    return {.parts = m_parts, .classes = m_map};
}

/// What the classes with a check mark become.
std::set<std::string> CombineDialog::keptNames() const {
    std::set<std::string> names;
    for (int row = 0; row < m_classes->rowCount(); ++row) {
        if (m_classes->item(row, ClassColumn)->checkState() == Qt::Checked) {
            names.insert(m_classes->item(row, NameColumn)->text().trimmed().toStdString());
        }
    }
    return names;
}

void CombineDialog::refreshNote() {
    const std::set<std::string> names = keptNames();
    std::int64_t images = 0;
    for (const auto& part : m_parts) {
        images += m_images.contains(part) ? static_cast<std::int64_t>(m_images.at(part)) : 0;
    }
    const bool is_ready = !m_parts.empty() && m_waiting.empty() && m_unread.empty();
    m_save->setEnabled(is_ready);
    m_note->setText(
        m_parts.empty()     ? tr("Add the folders that belong together.")
        : !m_unread.empty() ? tr("Remove the folders that cannot be read, or mend them and try again.")
        : !is_ready         ? tr("Reading: %1 of %2 folders are left.")
                          .arg(countText(static_cast<std::int64_t>(m_waiting.size())),
                               countText(static_cast<std::int64_t>(m_parts.size())))
                    : tr("%1 images, %2 classes. Images of one name get their folder's name in front.")
                          .arg(countText(images), countText(static_cast<std::int64_t>(names.size()))));
}

void CombineDialog::askAndSave() {
    auto* dialog = new QFileDialog(this, tr("Save the combined dataset as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Combined dataset (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    const QString beside = pathText(m_parts.front().parent_path() / "combined.json");
    dialog->selectFile(m_file.isEmpty() ? beside : m_file);
    connect(dialog, &QFileDialog::fileSelected, this, &CombineDialog::save);
    dialog->open();
}

bool CombineDialog::save(const QString& file) {
    DatasetFile file_contents = contents();
    // Names that came first and are no longer there.
    std::erase_if(file_contents.classes.order,
                  [names = keptNames()](const std::string& name) { return !names.contains(name); });
    try {
        writeDatasetFile(file.toStdString(), file_contents);
    } catch (const Error& error) {
        m_banner->showError(errorText(error));
        return false;
    }
    Q_EMIT saved(file);
    accept();
    return true;
}

}  // namespace priorscope
