// Asks what to export and where to write it: edits a copy of the options and returns it on accept.
#pragma once

#include <QDialog>
#include <QString>

#include "core/interchange/export.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace priorscope {

class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param name        of the detector; part of the suggested file name
    /// @param folder      folder of the suggested file
    /// @param checkpoint  the detector's own file, which no export may overwrite; empty: none
    ExportDialog(const QString& name, const QString& folder, const QString& checkpoint,
                 QWidget* parent = nullptr);

    /// At which thresholds detections after NMS are, where they are not the detector's own.
    void setThresholds(const QString& thresholds);

    ExportOptions options() const;
    QString file() const;
    void setFile(const QString& file);

    QComboBox* formats() const { return m_formats; }
    QComboBox* outputs() const { return m_outputs; }
    QComboBox* batches() const { return m_batches; }
    QLineEdit* fileEdit() const { return m_file; }
    QPushButton* exportButton() const { return m_export; }
    /// Asks first if the file exists.
    void accept() override;
    /// Describes what the current choice produces.
    QString explanation() const;
    /// A note on the file: that it exists, or why it cannot be written.
    QString note() const;

  private:
    void build();
    void suggestFile();
    void refresh();
    void chooseFile();
    /// Why the file cannot be written; empty if it can.
    QString problem() const;

    QString m_name;
    QString m_folder;
    QString m_checkpoint;
    QString m_thresholds;
    bool m_is_own_name = false;  ///< the user has chosen the file name
    QComboBox* m_formats = nullptr;
    QComboBox* m_outputs = nullptr;
    QComboBox* m_batches = nullptr;
    QLineEdit* m_file = nullptr;
    QLabel* m_explanation = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace priorscope
